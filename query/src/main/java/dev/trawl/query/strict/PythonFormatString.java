package dev.trawl.query.strict;

/**
 * Checks the fields of an f-string. Whatever they say, an f-string is no literal, so only whether it is well-formed matters; format
 * specifications are taken as they are.
 */
final class PythonFormatString {
    private PythonFormatString() {}

    static void check(String content, boolean raw) throws PythonSyntaxException {
        if (!raw) {
            PythonConstants.unescaped(content, false);
        }
        int i = 0;
        while (i < content.length()) {
            char character = content.charAt(i);
            boolean doubled = i + 1 < content.length() && content.charAt(i + 1) == character;
            if (character == '{' && !doubled) {
                i = field(content, i + 1);
            } else if (character == '}' && !doubled) {
                throw new PythonSyntaxException();
            } else {
                i += (character == '{' || character == '}') ? 2 : 1;
            }
        }
    }

    /** Checks the field whose expression begins at {@code start}; returns the offset behind its closing brace. */
    private static int field(String content, int start) throws PythonSyntaxException {
        int end = expressionEnd(content, start);
        String expression = content.substring(start, end);
        if (expression.indexOf('\\') >= 0 || expression.indexOf('#') >= 0) {
            throw new PythonSyntaxException();
        }
        PythonParser.parse("(" + expression + ")");
        int depth = 1;
        for (int i = end; i < content.length(); i++) {
            depth += content.charAt(i) == '{' ? 1 : content.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
        throw new PythonSyntaxException();
    }

    private static int expressionEnd(String content, int start) throws PythonSyntaxException {
        int depth = 0;
        char quote = 0;
        for (int i = start; i < content.length(); i++) {
            char character = content.charAt(i);
            if (quote != 0) {
                quote = character == quote ? 0 : quote;
            } else if (character == '\'' || character == '"') {
                quote = character;
            } else if ("([{".indexOf(character) >= 0) {
                depth++;
            } else if (depth > 0 && ")]}".indexOf(character) >= 0) {
                depth--;
            } else if (depth == 0 && endsExpression(content, i)) {
                if (content.substring(start, i).isBlank()) {
                    throw new PythonSyntaxException();
                }
                return i;
            }
        }
        throw new PythonSyntaxException();
    }

    private static boolean endsExpression(String content, int place) {
        boolean equalsFollows = content.startsWith("=", place + 1);
        return switch (content.charAt(place)) {
            case '}', ':' -> true;
            case '!' -> !equalsFollows;
            case '=' -> !equalsFollows && place > 0 && "=!<>".indexOf(content.charAt(place - 1)) < 0;
            default -> false;
        };
    }
}
