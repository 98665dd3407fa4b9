package dev.trawl.query.parse;

import dev.trawl.query.FilterException.Problem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Cuts a filter's text into tokens, one at a time. White space is {@link WhiteSpace}, comments are {@code -- …} and {@code /* … *}
 * {@code /}. Texts are read by SQL's rule, a doubled quote being one quote, and inside a list ({@link #nextOfList}) by
 * Python's, as MLflow does (mlflow/utils/search_utils.py, {@code ast.literal_eval}).
 */
final class Lexer {
    /** Digits of every script, as for Python's {@code \d}. */
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(?:\\p{Nd}+(?:\\.\\p{Nd}*)?|\\.\\p{Nd}+)(?:[eE][-+]?(\\p{Nd}+))?");

    private static final Pattern SYMBOL = Pattern.compile("<=|>=|<>|!=|==|&&|\\|\\||[^\\s]");
    /** Words that may stand behind a name in a filter or an order. */
    private static final Pattern BEHIND_NAME = Pattern.compile(
            "(?:IS|NOT|[IR]?LIKE|IN|BETWEEN|ASC|DESC)\\b", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);
    /** Digits of an exponent; a larger one would make arithmetic on the number endless. */
    private static final int LONGEST_EXPONENT = 4;
    /** Characters of a number; reading one takes time with the square of its length. */
    static final int LONGEST_NUMBER = 1_000;

    private final String text;
    private final boolean doubledQuotes;
    private final List<Problem> problems;
    private int at;

    Lexer(String text, boolean doubledQuotes, List<Problem> problems) {
        this.text = text;
        this.doubledQuotes = doubledQuotes;
        this.problems = problems;
    }

    Token next() {
        skipBlanks();
        if (at == text.length()) {
            return new Token.End(new SourceRange(at, at));
        }
        int start = at;
        char c = text.charAt(at);
        if (c == '\'' || c == '"') {
            var content = quoted(c);
            return new Token.Quoted(content, c, rangeFrom(start));
        }
        return number().orElseGet(() -> startsName(start) ? name() : symbol());
    }

    /** The next token, where a value should stand: as anywhere, but that {@code u'…'} is a Python literal, as in lists. */
    Token nextValue() {
        skipBlanks();
        boolean prefixed =
                at + 1 < text.length() && "uU".indexOf(text.charAt(at)) >= 0 && "'\"".indexOf(text.charAt(at + 1)) >= 0;
        return prefixed ? nextOfList() : next();
    }

    /** The next token, texts being Python literals: backslash escapes, and prefixes {@code u} and {@code r}. */
    Token nextOfList() {
        skipBlanks();
        int start = at;
        int quoteAt = at < text.length() && "uUrR".indexOf(text.charAt(at)) >= 0 ? at + 1 : at;
        if (quoteAt == text.length() || (text.charAt(quoteAt) != '\'' && text.charAt(quoteAt) != '"')) {
            return next();
        }
        boolean raw = quoteAt > at && Character.toLowerCase(text.charAt(at)) == 'r';
        at = quoteAt;
        var literal = new PythonLiteral(text, quoteAt, raw, doubledQuotes);
        at = literal.end();
        literal.problem().ifPresent(problems::add);
        return new Token.Quoted(literal.text(), text.charAt(quoteAt), rangeFrom(start));
    }

    private SourceRange rangeFrom(int start) {
        return new SourceRange(start, at);
    }

    private void skipBlanks() {
        while (at < text.length()) {
            int codePoint = text.codePointAt(at);
            if (WhiteSpace.is(codePoint)) {
                at += Character.charCount(codePoint);
            } else if (text.startsWith("--", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end + 1;
            } else if (text.startsWith("/*", at)) {
                skipComment();
            } else {
                return;
            }
        }
    }

    private void skipComment() {
        int end = text.indexOf("*/", at + 2);
        if (end < 0) {
            problems.add(new Problem(at, at + 2, "this comment does not end", Optional.of("close it with */")));
            at = text.length();
        } else {
            at = end + 2;
        }
    }

    /**
     * The text between quotes; {@code at} is left behind the closing one. A quote behind a backslash does not close, as in
     * sqlparse's lexer, unless no other one does; the backslash stays.
     */
    private String quoted(char quote) {
        int start = at;
        var content = new StringBuilder();
        int lastEscaped = -1;
        int lengthThere = 0;
        for (int i = start + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean quoteFollows = i + 1 < text.length() && text.charAt(i + 1) == quote;
            if (c == quote && !quoteFollows) {
                at = i + 1;
                return content.toString();
            } else if (c == quote) {
                content.repeat(quote, doubledQuotes ? 1 : 2);
                i++;
            } else {
                content.append(c);
                if (c == '\\' && quoteFollows) {
                    lengthThere = content.length();
                    content.append(quote);
                    lastEscaped = ++i;
                }
            }
        }
        if (lastEscaped < 0) {
            problems.add(new Problem(start, start + 1, "this quote is not closed"));
            at = text.length();
            return content.toString();
        }
        at = lastEscaped + 1;
        return content.substring(0, lengthThere);
    }

    private Optional<Token> number() {
        var matcher = NUMBER.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        int start = at;
        at = matcher.end();
        var unit = new StringBuilder();
        while (at < text.length() && Character.isLetter(text.charAt(at))) {
            unit.append(text.charAt(at++));
        }
        var digits = inAscii(matcher.group());
        if (digits.length() <= LONGEST_NUMBER && matcher.end(1) - matcher.start(1) <= LONGEST_EXPONENT) {
            var value = new BigDecimal(digits);
            if (printsReadably(value)) {
                return Optional.of(new Token.Numeric(value, unit.toString(), rangeFrom(start)));
            }
        }
        problems.add(new Problem(start, at, "the number is out of range"));
        return Optional.of(new Token.Numeric(BigDecimal.ZERO, "", rangeFrom(start)));
    }

    private static String inAscii(String number) {
        return number.codePoints()
                .map(c -> Character.isDigit(c) ? Character.forDigit(Character.digit(c, 10), 10) : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Whether the number is in range as it prints, too: its digits may have moved to the exponent. */
    private static boolean printsReadably(BigDecimal number) {
        long exponent = (long) number.precision() - number.scale() - 1;
        return number.toString().length() <= LONGEST_NUMBER && Math.abs(exponent) < 10_000;
    }

    private boolean startsName(int offset) {
        int codePoint = text.codePointAt(offset);
        return codePoint == '`' || codePoint == '_' || Character.isLetter(codePoint);
    }

    /** Parts joined by dots. A quote in a name is a backtick, or, behind the first dot, any of the three. */
    private Token name() {
        int start = at;
        var parts = new ArrayList<Key.Part>();
        parts.add(part(false));
        int nameStart = start;
        while (at < text.length() && text.charAt(at) == '.') {
            at++;
            if (parts.size() == 1) {
                nameStart = at;
            }
            parts.add(part(true));
        }
        return new Token.Name(parts, text.substring(nameStart, at), rangeFrom(start));
    }

    private Key.Part part(boolean behindDot) {
        int start = at;
        char first = at < text.length() ? text.charAt(at) : ' ';
        if (first == '`' || (behindDot && (first == '"' || first == '\''))) {
            int end = text.indexOf(first, at + 1);
            if (end < 0) {
                problems.add(new Problem(at, at + 1, "this quote is not closed"));
                at = text.length();
                return new Key.Part(text.substring(start + 1), true);
            }
            at = end + 1;
            return new Key.Part(text.substring(start + 1, end), true);
        }
        if (behindDot) {
            spacesBeforeWord();
            signsBeforeWord();
        }
        while (at < text.length() && continuesName(text.codePointAt(at), behindDot)) {
            at += Character.charCount(text.codePointAt(at));
        }
        return new Key.Part(text.substring(start, at), false);
    }

    /** MLflow counts spaces between the dot and a word to the name, but for words of SQL: in {@code tags. IS NULL} the name is empty. */
    private void spacesBeforeWord() {
        int word = at;
        while (word < text.length() && text.charAt(word) == ' ') {
            word++;
        }
        if (word < text.length()
                && (Character.isLetter(text.codePointAt(word)) || text.charAt(word) == '_')
                && !BEHIND_NAME.matcher(text).region(word, text.length()).lookingAt()) {
            at = word;
        }
    }

    /** sqlparse takes a word behind {@code @}, {@code #} or {@code ##} for a name, sign and all. */
    private void signsBeforeWord() {
        int signs = text.startsWith("##", at) ? 2 : text.startsWith("#", at) || text.startsWith("@", at) ? 1 : 0;
        if (signs > 0 && at + signs < text.length() && Character.isLetter(text.codePointAt(at + signs))) {
            at += signs;
        }
    }

    /** Behind a dot a name may hold a dash: there is no subtraction on that side. */
    private static boolean continuesName(int codePoint, boolean behindDot) {
        return Character.isLetter(codePoint)
                || switch (Character.getType(codePoint)) {
                    case Character.DECIMAL_DIGIT_NUMBER,
                            Character.LETTER_NUMBER,
                            Character.OTHER_NUMBER,
                            Character.NON_SPACING_MARK,
                            Character.COMBINING_SPACING_MARK -> true;
                    default -> codePoint == '_' || codePoint == '$' || (behindDot && codePoint == '-');
                };
    }

    private Token symbol() {
        int start = at;
        var matcher = SYMBOL.matcher(text).region(at, text.length());
        at = matcher.lookingAt() ? matcher.end() : at + 1;
        return new Token.Symbol(text.substring(start, at), rangeFrom(start));
    }
}
