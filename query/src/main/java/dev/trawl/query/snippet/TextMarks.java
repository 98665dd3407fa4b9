package dev.trawl.query.snippet;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.trawl.query.bind.LikePattern;
import dev.trawl.query.bind.ValueTest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What to mark in a text: the letters that tests of its value are about. Of a LIKE these are the pieces between two
 * {@code %}, wherever they stand; of a regular expression, its matches. What is negated marks nothing. Thread-safe.
 */
public final class TextMarks {
    /** Nobody reads more. */
    private static final int MOST_MARKS = 10_000;

    /** Marks nothing. */
    public static final TextMarks NONE = new TextMarks(List.of());

    private final List<Pattern> patterns;

    private TextMarks(List<Pattern> patterns) {
        this.patterns = List.copyOf(patterns);
    }

    static TextMarks of(List<ValueTest> tests) {
        return new TextMarks(tests.stream().flatMap(TextMarks::patterns).toList());
    }

    private static Stream<Pattern> patterns(ValueTest test) {
        return switch (test) {
            case ValueTest.Like like -> segments(like.pattern());
            case ValueTest.Regex regex ->
                Stream.of(Pattern.compile(regex.pattern().source()));
            case ValueTest.Equals equals -> whole(equals.operand());
            case ValueTest.OneOf oneOf -> oneOf.operands().stream().flatMap(TextMarks::whole);
            case ValueTest.AllOf allOf -> allOf.tests().stream().flatMap(TextMarks::patterns);
            case ValueTest.AnyOf anyOf -> anyOf.tests().stream().flatMap(TextMarks::patterns);
            case ValueTest.Not not -> Stream.empty();
            case ValueTest.Ordered ordered -> Stream.empty();
            case ValueTest.Anything anything -> Stream.empty();
        };
    }

    private static Stream<Pattern> whole(ValueTest.Operand operand) {
        return operand.text().stream()
                .filter(text -> !text.isEmpty())
                .map(text -> Pattern.compile("^" + Pattern.quote(text) + "$"));
    }

    /** {@code a%b_c} marks {@code a} and {@code b.c}; a piece of wildcards alone marks nothing. */
    private static Stream<Pattern> segments(LikePattern pattern) {
        var segments = new ArrayList<Pattern>();
        var segment = new StringBuilder();
        boolean text = false;
        for (var part : Stream.concat(pattern.parts().stream(), Stream.of(new LikePattern.AnyRun()))
                .toList()) {
            switch (part) {
                case LikePattern.Text letters -> {
                    segment.append(Pattern.quote(letters.text()));
                    text = true;
                }
                case LikePattern.AnyOne one -> segment.append('.');
                case LikePattern.AnyRun run -> {
                    if (text) {
                        int folded = pattern.ignoreCase() ? Pattern.CASE_INSENSITIVE : 0;
                        segments.add(Pattern.compile(segment.toString(), Pattern.DOTALL | folded));
                    }
                    segment.setLength(0);
                    text = false;
                }
            }
        }
        return segments.stream();
    }

    /** Whether no text can have marks. */
    public boolean isEmpty() {
        return patterns.isEmpty();
    }

    /** The marks of a text in order; none touches another. */
    public List<Mark> in(String text) {
        var found = new ArrayList<Mark>();
        for (var pattern : patterns) {
            Matcher matcher = pattern.matcher(text);
            while (found.size() < MOST_MARKS && matcher.find()) {
                if (matcher.end() > matcher.start()) {
                    found.add(new Mark(matcher.start(), matcher.end()));
                }
            }
        }
        return joined(found.stream().sorted().toList());
    }

    private static List<Mark> joined(List<Mark> sorted) {
        var joined = new ArrayList<Mark>();
        for (var mark : sorted) {
            if (!joined.isEmpty() && mark.start() <= joined.getLast().end()) {
                var last = joined.removeLast();
                joined.add(new Mark(last.start(), Math.max(last.end(), mark.end())));
            } else {
                joined.add(mark);
            }
        }
        return joined;
    }
}
