package dev.trawl.trace;

/** Code points as Python 3.11 prints them. Java knows a later Unicode, so those newer than Unicode 14 differ. */
public final class PythonCharacters {
    private PythonCharacters() {}

    /** {@code str.isprintable} of one character: whether {@code repr} leaves it as it is. */
    public static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> codePoint == ' ';
            default -> true;
        };
    }
}
