package dev.trawl.query.strict;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The values of Python's number and string tokens. */
final class PythonConstants {
    /** More decimal digits are a syntax error. */
    private static final int MAX_DIGITS = 4300;

    private PythonConstants() {}

    static PythonValue number(String written) throws PythonSyntaxException {
        String text = written.replace("_", "").toLowerCase(Locale.ROOT);
        if (text.length() > 1 && text.charAt(0) == '0' && "xob".indexOf(text.charAt(1)) >= 0) {
            int bits = text.charAt(1) == 'x' ? 4 : text.charAt(1) == 'o' ? 3 : 1;
            return new PythonValue.Whole(ofBits(text.substring(2), bits));
        }
        if (text.endsWith("j")) {
            return new PythonValue.Complex(0, Double.parseDouble(text.substring(0, text.length() - 1)));
        }
        if (text.contains(".") || text.contains("e")) {
            return new PythonValue.Real(Double.parseDouble(text));
        }
        if (text.length() > MAX_DIGITS) {
            throw new PythonSyntaxException();
        }
        return new PythonValue.Whole(new BigInteger(text));
    }

    /** The number whose digits are so many bits each; linear in them, unlike {@link BigInteger#BigInteger(String, int)}. */
    private static BigInteger ofBits(String digits, int bits) {
        var bytes = new byte[digits.length() * bits / Byte.SIZE + 1];
        for (int i = 0; i < digits.length() * bits; i++) {
            int digit = Character.digit(digits.charAt(digits.length() - 1 - i / bits), 16);
            int bit = (digit >> (i % bits)) & 1;
            bytes[bytes.length - 1 - i / Byte.SIZE] |= (byte) (bit << (i % Byte.SIZE));
        }
        return new BigInteger(1, bytes);
    }

    /** Strings side by side as one value; empty when one of them is an f-string, which is no constant. */
    static Optional<PythonValue> strings(List<PythonToken> strings) throws PythonSyntaxException {
        var joined = new StringBuilder();
        boolean formatted = false;
        boolean bytes = prefix(strings.getFirst()).contains("b");
        for (PythonToken string : strings) {
            String prefix = prefix(string);
            if (prefix.contains("b") != bytes) {
                throw new PythonSyntaxException();
            }
            String content = content(string.text().substring(prefix.length()));
            if (bytes && content.chars().anyMatch(character -> character >= 0x80)) {
                throw new PythonSyntaxException();
            }
            if (prefix.contains("f")) {
                PythonFormatString.check(content, prefix.contains("r"));
                formatted = true;
            } else {
                joined.append(prefix.contains("r") ? content : unescaped(content, bytes));
            }
        }
        if (formatted) {
            return Optional.empty();
        }
        String value = joined.toString();
        return Optional.of(bytes ? new PythonValue.Bytes(value) : new PythonValue.Text(value));
    }

    private static String prefix(PythonToken string) {
        String text = string.text();
        int end = 0;
        while (text.charAt(end) != '\'' && text.charAt(end) != '"') {
            end++;
        }
        return text.substring(0, end).toLowerCase(Locale.ROOT);
    }

    private static String content(String quoted) {
        String quote = quoted.substring(0, 1);
        int length = quoted.length() >= 6 && quoted.startsWith(quote.repeat(3)) ? 3 : 1;
        return quoted.substring(length, quoted.length() - length);
    }

    /** What the escapes of a string stand for; an unknown escape stands for itself. */
    static String unescaped(String content, boolean bytes) throws PythonSyntaxException {
        if (content.indexOf('\\') < 0) {
            return content;
        }
        var text = new StringBuilder(content.length());
        int i = 0;
        while (i < content.length()) {
            char character = content.charAt(i++);
            if (character != '\\') {
                text.append(character);
                continue;
            }
            char escape = content.charAt(i++);
            switch (escape) {
                case '\n' -> {}
                case '\\', '\'', '"' -> text.append(escape);
                case 'a' -> text.append('\u0007');
                case 'b' -> text.append('\b');
                case 'f' -> text.append('\f');
                case 'n' -> text.append('\n');
                case 'r' -> text.append('\r');
                case 't' -> text.append('\t');
                case 'v' -> text.append('\u000b');
                case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                    int start = i - 1;
                    while (i < content.length() && i < start + 3 && isOctal(content.charAt(i))) {
                        i++;
                    }
                    int value = Integer.parseInt(content.substring(start, i), 8);
                    text.appendCodePoint(bytes ? value & 0xff : value);
                }
                case 'x', 'u', 'U', 'N' -> {
                    if (bytes && escape != 'x') {
                        text.append('\\').append(escape);
                    } else if (escape == 'N') {
                        int end = content.indexOf('}', i);
                        text.appendCodePoint(named(content, i, end));
                        i = end + 1;
                    } else {
                        int end = i + (escape == 'x' ? 2 : escape == 'u' ? 4 : 8);
                        text.appendCodePoint(hexadecimal(content, i, end));
                        i = end;
                    }
                }
                default -> text.append('\\').append(escape);
            }
        }
        return text.toString();
    }

    private static boolean isOctal(char character) {
        return character >= '0' && character <= '7';
    }

    private static int hexadecimal(String content, int start, int end) throws PythonSyntaxException {
        if (end > content.length() || !content.substring(start, end).matches("[0-9a-fA-F]+")) {
            throw new PythonSyntaxException();
        }
        long value = Long.parseLong(content.substring(start, end), 16);
        if (value > Character.MAX_CODE_POINT) {
            throw new PythonSyntaxException();
        }
        return (int) value;
    }

    private static int named(String content, int start, int end) throws PythonSyntaxException {
        if (end < start || content.charAt(start) != '{') {
            throw new PythonSyntaxException();
        }
        try {
            return Character.codePointOf(content.substring(start + 1, end));
        } catch (IllegalArgumentException e) {
            throw new PythonSyntaxException();
        }
    }
}
