package dev.trawl;

import dev.trawl.query.SearchRequest;
import dev.trawl.query.bind.FieldType;
import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.Span;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Searches made from the data: conditions that some trace satisfies, or nearly, joined by everything that the language
 * has. A filter aims at one trace and one of its spans, so that conjunctions match too.
 */
final class AimedFilters {
    private static final List<String> ORDERED = List.of("=", "!=", "<>", "<", "<=", ">", ">=");

    private final List<IndexedTrace> traces;
    private final Random random;
    private final HostileTexts texts;
    private final AimedSubjects subjects;
    private final AimedPatterns patterns;

    AimedFilters(List<IndexedTrace> traces, Random random) {
        this.traces = traces;
        this.random = random;
        this.texts = new HostileTexts(random);
        this.subjects = new AimedSubjects(random);
        this.patterns = new AimedPatterns(random);
    }

    SearchRequest request() {
        var request = SearchRequest.of(filter())
                .withLimit(random.nextInt(3) == 0 ? 1 + random.nextInt(20) : SearchRequest.ALL)
                .withOffset(random.nextInt(4) == 0 ? random.nextInt(10) : 0);
        if (random.nextInt(3) == 0) {
            request = request.withExperimentIds(random.nextBoolean() ? List.of("1") : List.of("0", "2", "9"));
        }
        return random.nextInt(3) == 0
                ? request.withOrderBy(IntStream.range(0, 1 + random.nextInt(3))
                        .mapToObj(i -> orderClause())
                        .toList())
                : request;
    }

    private String orderClause() {
        var key = subjects.of(new AimedSubjects.Aim(aim().trace(), Optional.empty()))
                .key();
        return key.equals("text") || key.endsWith(".text")
                ? "timestamp_ms"
                : key + texts.pick(List.of("", " ASC", " DESC", " desc", " DESC"));
    }

    String filter() {
        var aim = aim();
        return random.nextInt(4) == 0 && aim.span().isPresent()
                ? spanText(aim.span().get())
                : disjunct(random.nextInt(4), aim);
    }

    /** Nothing but a pattern of text: what other conditions would decide anyway hides no fault of the grams. */
    private String spanText(Span span) {
        var text = subjects.text(span);
        return text.key() + " " + textTest(text.key(), texts.pick(text.values()));
    }

    private AimedSubjects.Aim aim() {
        var trace = texts.pick(traces);
        var spans = trace.trace().spans();
        return new AimedSubjects.Aim(trace, spans.isEmpty() ? Optional.empty() : Optional.of(texts.pick(spans)));
    }

    /** A filter of that depth; mostly one that the trace satisfies. */
    private String disjunct(int depth, AimedSubjects.Aim before) {
        var aim = random.nextInt(6) == 0 ? aim() : before;
        if (depth == 0) {
            return comparison(aim);
        }
        int inner = depth - 1;
        return switch (random.nextInt(11)) {
            case 0, 1, 2, 3 -> joined(" AND ", inner, aim);
            case 4 -> joined(texts.pick(List.of(" ", " and AND ", " /* or */ ", " And --x\n ")), inner, aim);
            case 5, 6, 7 -> joined(texts.pick(List.of(" OR ", " or ")), inner, aim);
            case 8 -> "NOT (" + disjunct(inner, aim()) + ")";
            case 9 -> "EXISTS (" + disjunct(inner, aim) + ")";
            default -> "not not (" + disjunct(inner, aim) + ")";
        };
    }

    private String joined(String word, int depth, AimedSubjects.Aim aim) {
        return IntStream.range(0, 2 + random.nextInt(2))
                .mapToObj(i -> "(" + disjunct(depth, aim) + ")")
                .map(term -> random.nextBoolean() ? term : unwrapped(term, depth))
                .collect(Collectors.joining(word));
    }

    private static String unwrapped(String term, int depth) {
        return depth == 0 ? term.substring(1, term.length() - 1) : term;
    }

    private String comparison(AimedSubjects.Aim aim) {
        var subject = subjects.of(aim);
        var key = subject.key();
        var value = subject.values().isEmpty() ? texts.any() : texts.pick(subject.values());
        if (random.nextInt(10) == 0 && subject.type() != FieldType.LONG_TEXT) {
            return key + (random.nextBoolean() ? " IS NULL" : " is not null");
        }
        return switch (subject.type()) {
            case TEXT, LONG_TEXT -> key + " " + textTest(key, value);
            case NUMBER, DURATION, TIME -> key + " " + numberTest(subject.type(), value);
            case TYPED, TEXT_OR_NUMBER ->
                key + " " + (random.nextInt(3) == 0 ? numberTest(FieldType.NUMBER, value) : textTest(key, value));
        };
    }

    private String textTest(String key, String value) {
        return switch (random.nextInt(12)) {
            case 0, 1 -> texts.pick(ORDERED) + " " + literal(key.contains("prompt") ? "qa/1" : value);
            case 2 -> texts.pick(List.of("IN ", "in ", "NOT IN ")) + list(patterns.among(value));
            case 3 -> between(literal(value), literal(texts.any()));
            case 4, 5, 6 -> texts.pick(List.of("LIKE ", "like ", "LIKE ", "NOT LIKE ")) + literal(patterns.like(value));
            case 7, 8 ->
                texts.pick(List.of("ILIKE ", "NOT ilike ")) + literal(patterns.like(patterns.otherCase(value)));
            default -> texts.pick(List.of("RLIKE ", "RLIKE ", "RLIKE ", "NOT RLIKE ")) + literal(patterns.regex(value));
        };
    }

    private String between(String one, String other) {
        return texts.pick(List.of("BETWEEN ", "NOT BETWEEN "))
                + (random.nextBoolean() ? one + " AND " + other : other + " and " + one);
    }

    private String numberTest(FieldType type, String value) {
        var number = number(type, value);
        return switch (random.nextInt(5)) {
            case 0 -> texts.pick(List.of("IN (", "NOT IN (")) + number + ", " + number(type, texts.number()) + ")";
            case 1 -> between(number, number(type, texts.number()));
            default -> texts.pick(ORDERED) + " " + number;
        };
    }

    /** The number in some spelling, or one beside it. */
    private String number(FieldType type, String value) {
        var digits =
                value.matches("-?[0-9]{1,40}(\\.[0-9]{1,20})?") ? value : texts.pick(List.of("1", "0", "1000", "2.5"));
        return switch (random.nextInt(type == FieldType.NUMBER ? 6 : 9)) {
            case 0 -> "'" + digits + "'";
            case 1 -> digits.contains(".") ? digits + "0" : digits + ".0";
            case 2 -> digits + "e0";
            case 3 -> digits.contains(".") ? digits : digits + ".5";
            case 6, 7, 8 ->
                type == FieldType.TIME ? time() : texts.pick(List.of("1s", "1000ms", "0.5m", "'abc'", "1.5s"));
            default -> digits;
        };
    }

    private String time() {
        return texts.pick(List.of(
                "now",
                "now - 30d",
                "now-1h",
                "now + 2w",
                "'2025-10-09'",
                "'2025-10-09T08:53:30Z'",
                "'2025-10-09 08:53:30.500'",
                "'soon'"));
    }

    private String list(List<String> values) {
        return values.stream().map(this::listItem).collect(Collectors.joining(", ", "(", ")"));
    }

    /** A literal as Python writes it. */
    private String listItem(String value) {
        var item = value.codePoints()
                .mapToObj(codePoint -> switch (codePoint) {
                    case '\\' -> "\\\\";
                    case '\'' -> random.nextBoolean() ? "''" : "\\'";
                    case '\n' -> random.nextBoolean() ? "\\n" : "\n";
                    default ->
                        codePoint < 0x10000 && random.nextInt(20) == 0
                                ? String.format("\\u%04x", codePoint)
                                : Character.toString(codePoint);
                })
                .collect(Collectors.joining());
        return "'" + item + "'";
    }

    /** A literal in the quotes that can hold the text; a backslash before them would stand for something else. */
    private String literal(String value) {
        return Stream.of("'", "\"")
                .filter(mark -> !value.contains("\\" + mark) && !value.endsWith("\\"))
                .findFirst()
                .map(mark -> mark + value.replace(mark, mark + mark) + mark)
                .orElseGet(() -> "u" + listItem(value));
    }
}
