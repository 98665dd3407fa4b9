package dev.trawl.query.strict;

import dev.trawl.query.strict.PythonToken.Kind;
import dev.trawl.query.strict.sql.CharacterClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts Python source into tokens, as Python 3.11's tokenizer does for a single expression. */
final class PythonTokenizer {
    /** Possessive, so that Java matches long numbers in a loop instead of on the stack. */
    private static final Pattern NUMBER = Pattern.compile("0[xX](?:_?[0-9a-fA-F])++"
            + "|0[oO](?:_?[0-7])++"
            + "|0[bB](?:_?[01])++"
            + "|(?:(?:[0-9](?:_?[0-9])*+)?\\.[0-9](?:_?[0-9])*+|[0-9](?:_?[0-9])*+\\.)(?:[eE][+-]?[0-9](?:_?[0-9])*+)?[jJ]?"
            + "|[0-9](?:_?[0-9])*+[eE][+-]?[0-9](?:_?[0-9])*+[jJ]?"
            + "|[0-9](?:_?[0-9])*+[jJ]"
            + "|[1-9](?:_?[0-9])*+|0(?:_?0)*+(?![0-9])");

    private static final Pattern OPERATOR = Pattern.compile("\\*\\*=|//=|>>=|<<=|\\.\\.\\."
            + "|\\*\\*|//|>>|<<|<=|>=|==|!=|->|\\+=|-=|\\*=|/=|%=|@=|&=|\\|=|\\^=|:=|<>"
            + "|[-+*/%@&|^~<>()\\[\\]{},:.;=]");
    private static final Pattern KEYWORD_AFTER_NUMBER = Pattern.compile("and|else|for|if|in|is|or|not");
    private static final Set<String> STRING_PREFIXES = Set.of("", "r", "u", "b", "f", "br", "rb", "fr", "rf");

    private final String source;
    private final List<PythonToken> tokens = new ArrayList<>();
    private int place;
    private int line = 1;
    private int depth;

    private PythonTokenizer(String source) {
        this.source = source;
    }

    static List<PythonToken> tokens(String source) throws PythonSyntaxException {
        var tokenizer = new PythonTokenizer(source.replace("\r\n", "\n").replace('\r', '\n'));
        while (tokenizer.place < tokenizer.source.length()) {
            tokenizer.step();
        }
        tokenizer.tokens.add(new PythonToken(Kind.END, "", tokenizer.line));
        return tokenizer.tokens;
    }

    private void step() throws PythonSyntaxException {
        char first = source.charAt(place);
        if (first == '\n') {
            if (depth == 0) {
                tokens.add(new PythonToken(Kind.NEWLINE, "\n", line));
            }
            line++;
            place++;
        } else if (first == ' ' || first == '\t' || first == '\f') {
            place++;
        } else if (first == '#') {
            int end = source.indexOf('\n', place);
            place = end < 0 ? source.length() : end;
        } else if (source.startsWith("\\\n", place)) {
            line++;
            place += 2;
        } else if (CharacterClass.isBetween('0', first, '9') || (first == '.' && digitFollows())) {
            number();
        } else if (!string() && !name(first)) {
            operator();
        }
    }

    private boolean digitFollows() {
        return place + 1 < source.length() && source.charAt(place + 1) >= '0' && source.charAt(place + 1) <= '9';
    }

    private void number() throws PythonSyntaxException {
        Matcher number = NUMBER.matcher(source).region(place, source.length());
        if (!number.lookingAt()) {
            throw new PythonSyntaxException();
        }
        int end = number.end();
        if (end < source.length()
                && isNamePart(source.codePointAt(end))
                && !KEYWORD_AFTER_NUMBER
                        .matcher(source)
                        .region(end, source.length())
                        .lookingAt()) {
            throw new PythonSyntaxException();
        }
        add(Kind.NUMBER, end);
    }

    /** Takes a string with its prefix; line ends inside count. */
    private boolean string() throws PythonSyntaxException {
        int opening = place;
        while (opening < source.length() && opening < place + 2 && "rubfRUBF".indexOf(source.charAt(opening)) >= 0) {
            opening++;
        }
        if (opening == source.length()
                || "'\"".indexOf(source.charAt(opening)) < 0
                || !STRING_PREFIXES.contains(source.substring(place, opening).toLowerCase(Locale.ROOT))) {
            return false;
        }
        String quote = source.substring(opening, opening + 1);
        String closing = source.startsWith(quote.repeat(3), opening) ? quote.repeat(3) : quote;
        int end = opening + closing.length();
        int linesInside = 0;
        while (!source.startsWith(closing, end)) {
            boolean escaped = end < source.length() && source.charAt(end) == '\\';
            end += escaped ? 1 : 0;
            if (end >= source.length() || (!escaped && closing.length() == 1 && source.charAt(end) == '\n')) {
                throw new PythonSyntaxException();
            }
            linesInside += source.charAt(end) == '\n' ? 1 : 0;
            end++;
        }
        add(Kind.STRING, end + closing.length());
        line += linesInside;
        return true;
    }

    private boolean name(char first) {
        if (first >= 0x80 ? !Character.isUnicodeIdentifierStart(source.codePointAt(place)) : !isNamePart(first)) {
            return false;
        }
        int end = place;
        while (end < source.length() && isNamePart(source.codePointAt(end))) {
            end += Character.charCount(source.codePointAt(end));
        }
        add(Kind.NAME, end);
        return true;
    }

    private static boolean isNamePart(int codePoint) {
        return codePoint == '_'
                || CharacterClass.isBetween('a', codePoint, 'z')
                || CharacterClass.isBetween('A', codePoint, 'Z')
                || CharacterClass.isBetween('0', codePoint, '9')
                || (codePoint >= 0x80
                        && Character.isUnicodeIdentifierPart(codePoint)
                        && !Character.isIdentifierIgnorable(codePoint));
    }

    private void operator() throws PythonSyntaxException {
        Matcher operator = OPERATOR.matcher(source).region(place, source.length());
        if (!operator.lookingAt()) {
            throw new PythonSyntaxException();
        }
        switch (operator.group()) {
            case "(", "[", "{" -> depth++;
            case ")", "]", "}" -> depth = Math.max(0, depth - 1);
            default -> {}
        }
        if (depth > PythonParser.MAX_BRACKETS) {
            throw new PythonSyntaxException();
        }
        add(Kind.OPERATOR, operator.end());
    }

    private void add(Kind kind, int end) {
        tokens.add(new PythonToken(kind, source.substring(place, end), line));
        place = end;
    }
}
