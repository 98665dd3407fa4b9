package dev.trawl.query.strict.sql;

/**
 * Finds the end of quoted text as sqlparse's rules for it do ({@code '(''|\\'|[^'])*'} and the like, {@code sqlparse/keywords.py}): a
 * doubled quote, and in strings a quote after a backslash, belong to the text. When no lone quote follows, the rule gives back what it
 * took last: it ends at the last such quote after all. Linear, where the expression itself would need a stack of the text's length.
 */
final class QuotedText {
    private QuotedText() {}

    /** Whether quoted text may begin with this character. */
    static boolean begins(int first) {
        return first == '\'' || first == '"' || first == '`' || first == '´';
    }

    /** The type of text quoted with this character. */
    static TokenType typeOf(int quote) {
        return switch (quote) {
            case '\'' -> TokenType.STRING_SINGLE;
            case '"' -> TokenType.STRING_SYMBOL;
            default -> TokenType.NAME;
        };
    }

    /** The offset behind the text whose opening quote stands at {@code start}, or {@code start} when it never closes. */
    static int end(String text, int start) {
        char quote = text.charAt(start);
        boolean escapes = quote == '\'' || quote == '"';
        int givenBack = start;
        int i = start + 1;
        while (i < text.length()) {
            char character = text.charAt(i);
            boolean quoteFollows = i + 1 < text.length() && text.charAt(i + 1) == quote;
            if (character == quote && !quoteFollows) {
                return i + 1;
            }
            if (character == quote) {
                givenBack = i + 1;
                i += 2;
            } else if (escapes && character == '\\' && quoteFollows) {
                givenBack = i + 2;
                i += 2;
            } else {
                i++;
            }
        }
        return givenBack;
    }
}
