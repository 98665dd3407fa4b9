package dev.trawl.query.bind;

import dev.trawl.query.FilterException.Problem;
import dev.trawl.query.bind.ValueTest.Operand;
import dev.trawl.query.parse.Literal;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Turns literals into operands of the type that a field wants, or says why one does not fit. */
public final class Values {
    /** Characters of the longest number: reading one takes time with the square of its length. */
    private static final int LONGEST = 1_000;

    private static final Pattern NUMBER =
            Pattern.compile("\\s*[-+]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][-+]?\\d{1,4})?\\s*");

    private final Clock clock;
    private final Consumer<Problem> problems;

    Values(Clock clock, Consumer<Problem> problems) {
        this.clock = clock;
        this.problems = problems;
    }

    /** The number that a text spells, as SQLite would read it. */
    public static Optional<BigDecimal> number(String text) {
        return text.length() <= LONGEST && NUMBER.matcher(text).matches()
                ? Optional.of(new BigDecimal(text.strip()))
                : Optional.empty();
    }

    Optional<Operand> operand(BoundField field, Literal literal) {
        return switch (field.type()) {
            case TEXT, LONG_TEXT -> text(literal).map(Operand::text);
            case TEXT_OR_NUMBER, TYPED -> typed(field, literal);
            case NUMBER -> number(literal);
            case DURATION -> duration(field, literal);
            case TIME -> time(field, literal);
        };
    }

    /**
     * What a number is beside a field. A server reads one with a fraction or an exponent as a double ({@code float} in
     * mlflow/utils/search_utils.py 3.17.2, {@code _get_value}), whose shortest spelling is what Python stores of it. Where
     * a server compares no numbers, they are what they spell.
     */
    private static BigDecimal asOnServer(BoundField field, BigDecimal exact) {
        double rounded = exact.doubleValue();
        if (exact.scale() == 0 || !comparesNumbersOnServer(field) || Double.isInfinite(rounded)) {
            return exact;
        }
        var shortest = new BigDecimal(Double.toString(rounded));
        return shortest.compareTo(exact) == 0 ? exact : shortest;
    }

    private static boolean comparesNumbersOnServer(BoundField field) {
        return field instanceof BoundField.OfTrace
                && switch (field.type()) {
                    case TYPED, TIME, DURATION -> true;
                    case TEXT, LONG_TEXT, TEXT_OR_NUMBER, NUMBER -> false;
                };
    }

    /** The literal's text; a number or a time is none. */
    Optional<String> text(Literal literal) {
        if (literal instanceof Literal.Text text) {
            return Optional.of(text.text());
        }
        return refused(literal, "a text should stand here", "put it in quotes: '" + literal + "'");
    }

    private Optional<Operand> typed(BoundField field, Literal literal) {
        return switch (literal) {
            case Literal.Text text -> Optional.of(Operand.text(text.text(), number(text.text())));
            case Literal.Numeric numeric -> Optional.of(Operand.number(asOnServer(field, numeric.value())));
            case Literal.Duration duration -> Optional.of(Operand.number(duration.milliseconds()));
            case Literal.Moment moment -> refused(moment, "a text or a number should stand here", "quote it");
        };
    }

    private Optional<Operand> number(Literal literal) {
        return switch (literal) {
            case Literal.Text text ->
                number(text.text())
                        .map(Operand::number)
                        .or(() -> refused(text, "a number should stand here", "for example 100"));
            case Literal.Numeric numeric -> Optional.of(Operand.number(numeric.value()));
            case Literal.Duration duration -> refused(duration, "a number should stand here", "without a unit");
            case Literal.Moment moment -> refused(moment, "a number should stand here", "for example 100");
        };
    }

    /** A text that is no number stays a text, before which every number comes, as in SQLite. */
    private Optional<Operand> duration(BoundField field, Literal literal) {
        return switch (literal) {
            case Literal.Text text -> Optional.of(Operand.text(text.text(), quoted(field, text.text())));
            case Literal.Numeric numeric -> Optional.of(Operand.number(asOnServer(field, numeric.value())));
            case Literal.Duration duration -> Optional.of(Operand.number(duration.milliseconds()));
            case Literal.Moment moment -> refused(moment, "a duration should stand here", "for example 1.5s or 1500");
        };
    }

    private Optional<Operand> time(BoundField field, Literal literal) {
        return switch (literal) {
            case Literal.Text text -> Optional.of(Operand.text(text.text(), time(field, text.text())));
            case Literal.Numeric numeric -> Optional.of(Operand.number(asOnServer(field, numeric.value())));
            case Literal.Duration duration ->
                refused(duration, "a time should stand here, not a duration", "for example now - " + duration);
            case Literal.Moment moment ->
                Optional.of(Operand.number(BigDecimal.valueOf(clock.millis()).add(moment.millisecondsFromNow())));
        };
    }

    /**
     * What a quoted time is in milliseconds. A quoted number is converted only where the server's column does that: its
     * end time is an expression, which SQLite compares without converting.
     */
    private static Optional<BigDecimal> time(BoundField field, String text) {
        boolean computed = field.equals(new BoundField.OfTrace(TraceField.Attribute.END_TIME_MS, FieldType.TIME));
        return instant(text).map(Values::milliseconds).or(() -> computed ? Optional.empty() : quoted(field, text));
    }

    /** The column of a time or a duration makes a number of a text that spells one, and that is a double if it is no whole number. */
    private static Optional<BigDecimal> quoted(BoundField field, String text) {
        return number(text).map(exact -> asOnServer(field, exact));
    }

    /** Exact: a time may be finer than a millisecond, and too far away for a {@code long}. */
    private static BigDecimal milliseconds(Instant instant) {
        return BigDecimal.valueOf(instant.getEpochSecond())
                .movePointRight(3)
                .add(BigDecimal.valueOf(instant.getNano(), 6));
    }

    /** A day, a time of a day (UTC unless it says otherwise). */
    private static Optional<Instant> instant(String text) {
        var written = text.strip().replace(' ', 'T');
        try {
            if (written.length() == "2026-11-01".length()) {
                return Optional.of(LocalDate.parse(written).atStartOfDay().toInstant(ZoneOffset.UTC));
            }
            boolean zoned = written.endsWith("Z") || written.matches(".*[-+]\\d\\d:\\d\\d");
            return Optional.of(
                    zoned
                            ? OffsetDateTime.parse(written).toInstant()
                            : LocalDateTime.parse(written).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    private <T> Optional<T> refused(Literal literal, String message, String hint) {
        problems.accept(new Problem(literal.range().start(), literal.range().end(), message, Optional.of(hint)));
        return Optional.empty();
    }
}
