package dev.trawl;

import dev.trawl.trace.PythonJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import tools.jackson.databind.node.StringNode;

/** Patterns that match a given text, most of the time: pieces of it, blurred. */
final class AimedPatterns {
    private final Random random;
    private final HostileTexts texts;

    AimedPatterns(Random random) {
        this.random = random;
        this.texts = new HostileTexts(random);
    }

    /** A pattern of LIKE: some characters become {@code _}, some runs {@code %}. */
    String like(String value) {
        boolean whole = value.length() < 60 && random.nextInt(3) == 0;
        var piece = whole ? value : piece(value);
        if (random.nextInt(8) == 0) {
            piece = escapedAsJson(piece);
        }
        int blur = random.nextInt(4) == 0 ? 1_000 : 4 + random.nextInt(20);
        var blurred = piece.codePoints()
                .mapToObj(codePoint -> switch (random.nextInt(blur)) {
                    case 0 -> "_";
                    case 1 -> "%";
                    case 2 -> random.nextBoolean() ? "%%" : "%_";
                    default -> literal(codePoint);
                })
                .collect(Collectors.joining());
        return whole ? blurred : wildcard() + blurred + wildcard();
    }

    private String wildcard() {
        return random.nextInt(12) == 0 ? "" : "%";
    }

    private String literal(int codePoint) {
        var text = Character.toString(codePoint);
        return codePoint == '%' || codePoint == '_' ? (random.nextInt(3) > 0 ? "\\" : "") + text : text;
    }

    /** As a filter written for the server spells it: JSON inside JSON. */
    private String escapedAsJson(String text) {
        var once = PythonJson.ascii(StringNode.valueOf(text));
        var inner = once.substring(1, once.length() - 1);
        return random.nextBoolean() ? inner : inner.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /** The text with letters in another case, also by ways of writing that only Unicode's folding knows. */
    String otherCase(String text) {
        return text.codePoints()
                .map(c -> switch (random.nextInt(4)) {
                    case 0 -> Character.toUpperCase(c);
                    case 1 -> Character.toLowerCase(c);
                    case 2 ->
                        c == 'k' ? 0x212A : c == 's' ? 0x17F : c == 'σ' ? 'ς' : c == 'ß' ? 'ẞ' : c == 'µ' ? 'μ' : c;
                    default -> c;
                })
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** A regular expression: literal pieces in all spellings, with wildcards, classes, groups and repetitions between. */
    String regex(String value) {
        var piece = piece(value);
        var pattern = new StringBuilder(
                random.nextInt(4) == 0 ? texts.pick(List.of("(?i)", "(?s)", "(?is)", "(?m)^", "(?U)")) : "");
        boolean folded = pattern.indexOf("i") > 0;
        for (int i = 0; i < piece.length(); ) {
            int end = Math.min(piece.length(), i + 1 + random.nextInt(6));
            if (end < piece.length() && Character.isLowSurrogate(piece.charAt(end))) {
                end++;
            }
            var part = piece.substring(i, end);
            pattern.append(blurred(folded ? otherCase(part) : part));
            i = end;
        }
        return switch (random.nextInt(16)) {
            case 0 -> "^" + pattern;
            case 1 -> pattern + "$";
            case 2 -> pattern + "|" + texts.piece().replaceAll("\\W", "");
            case 3 -> pattern + "(?i)" + escaped(texts.piece()) + "?";
            default -> pattern.toString();
        };
    }

    private String blurred(String part) {
        int length = part.codePointCount(0, part.length());
        return switch (random.nextInt(22)) {
            case 0 -> ".{" + length + "}";
            case 1 -> "(?s:.{0," + (length + 2) + "})";
            case 2 -> ".*";
            case 3 -> part.codePoints().mapToObj(this::asClass).collect(Collectors.joining());
            case 4 -> "(" + escaped(part) + ")";
            case 5 -> "(?:" + escaped(part) + "|zzz)";
            case 6 -> "(?P<n" + random.nextInt(1_000_000) + ">" + escaped(part) + ")";
            case 7 -> escaped(part) + "?";
            case 8 -> escaped(part) + texts.pick(List.of("*", "*?", "{0,2}", "{1,3}", "{1}", "{0}"));
            case 9 -> escaped(part) + texts.pick(List.of("+", "+?", "{1,}"));
            case 10 -> "(?:" + escaped(part) + ")" + texts.pick(List.of("?", "*", "+", "{1,2}"));
            case 11 -> "\\Q" + part.replace("\\E", "") + "\\E";
            case 12 -> "(?i:" + escaped(otherCase(part)) + ")";
            case 13 -> escaped(part) + texts.pick(List.of("x?", "x*", "(x)?", "[xy]?", "\\b?", "(?:)", "x{0}"));
            case 14 -> "(?i)" + escaped(part) + "(?-i)";
            default -> escaped(part);
        };
    }

    private String asClass(int codePoint) {
        var inside = codePoint < 0x80 && !Character.isLetterOrDigit(codePoint)
                ? String.format("\\x{%x}", codePoint)
                : Character.toString(codePoint);
        return texts.pick(List.of(
                "[" + inside + "]",
                "[^\\x{1F0FF}]",
                "[xyz" + inside + "[:digit:]]",
                "[\\]" + inside + "]",
                "[]" + inside + "]"));
    }

    private String escaped(String text) {
        return text.codePoints().mapToObj(this::escaped).collect(Collectors.joining());
    }

    private String escaped(int codePoint) {
        if (random.nextInt(20) == 0) {
            return String.format("\\x{%x}", codePoint);
        }
        if (codePoint >= 0x80 || Character.isLetterOrDigit(codePoint) || codePoint == ' ' || codePoint == '_') {
            return Character.toString(codePoint);
        }
        return switch (codePoint) {
            case '\n' -> random.nextBoolean() ? "\\n" : "\n";
            case '\t' -> "\\t";
            default -> codePoint < ' ' ? Character.toString(codePoint) : "\\" + Character.toString(codePoint);
        };
    }

    /** Some letters out of the middle of a text, no half characters. */
    private String piece(String value) {
        int[] codePoints = value.codePoints().toArray();
        int from = random.nextInt(codePoints.length + 1);
        int length = random.nextInt(random.nextInt(4) == 0 ? 4 : 25);
        int to = Math.min(codePoints.length, from + length);
        return new String(codePoints, from, to - from);
    }

    /** Values for a list: this one among others. */
    List<String> among(String value) {
        var values = new ArrayList<String>();
        for (int i = random.nextInt(4); i > 0; i--) {
            values.add(texts.any());
        }
        values.add(random.nextInt(values.size() + 1), value);
        return values;
    }
}
