package dev.trawl.cli.search;

import dev.trawl.cli.chat.Utterance;
import dev.trawl.cli.console.Colours;
import dev.trawl.cli.render.Line;
import dev.trawl.cli.render.Moment;
import dev.trawl.cli.render.Quantity;
import dev.trawl.cli.render.ReadableTable.Cell;
import dev.trawl.cli.render.ReadableTable.Column;
import dev.trawl.cli.render.Statuses;
import dev.trawl.query.FieldReader.FieldValue;
import dev.trawl.query.bind.TraceField;
import dev.trawl.query.snippet.TextMarks;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.TraceParts;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The cells of a column of a table for a person.
 *
 * @param marks what to mark in its texts
 */
record FieldCells(FieldColumn column, TextMarks marks, View view) {
    /** The table's width cuts values long before this; it bounds the work on a preview of a megabyte. */
    private static final int LONGEST_TEXT = 2_000;

    private static final Pattern USUAL_ID = Pattern.compile("tr-[0-9a-f]{32}");
    private static final int SHORT_ID = 11;
    private static final int DIGITS = 6;

    /**
     * How the table is looked at.
     *
     * @param now for times relative to it; nothing for absolute ones
     * @param shortIds whether ids may be shown by their beginning, which {@code trawl show} understands
     */
    record View(Optional<Instant> now, boolean shortIds, Colours colours) {}

    /** What is short anyway, or worth nothing when it is cut, keeps its width. */
    Column header() {
        boolean fixed = column.isTime() || column.isNumeric() || isId() || isStatus();
        return new Column(column.name(), !fixed, column.isNumeric());
    }

    private boolean isId() {
        return column.reader().field() == TraceField.Attribute.TRACE_ID;
    }

    private boolean isStatus() {
        return column.reader().field() == TraceField.Attribute.STATUS;
    }

    Cell of(TraceParts trace) {
        var text = column.reader().values(trace).stream().map(this::text).collect(Collectors.joining(", "));
        if (isId()) {
            return new Cell(Line.of(shortened(text)), view.colours()::cyan);
        }
        if (isStatus()) {
            return new Cell(Line.of(text), status -> Statuses.painted(status, view.colours()));
        }
        UnaryOperator<String> paint = column.isTime() ? view.colours()::faint : UnaryOperator.identity();
        return new Cell(new Line(text, marks.in(text)), paint);
    }

    private String text(FieldValue value) {
        if (column.isTime() && value.number().isPresent()) {
            var moment = Instant.ofEpochMilli(value.number().get().longValue());
            return view.now().map(now -> Moment.relative(moment, now)).orElseGet(() -> Moment.absolute(moment));
        }
        if (column.isDuration() && value.number().isPresent()) {
            return Quantity.milliseconds(value.number().get().longValue());
        }
        if (column.isNumeric() && value.number().isPresent()) {
            return rounded(value.number().get());
        }
        var text = isSaid() ? Utterance.of(PythonJson.parseOrText(value.text())) : value.text();
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    }

    /** What people and models said stands in JSON, of which a narrow column would show the first key alone. */
    private boolean isSaid() {
        return column.reader().field() == TraceField.Attribute.REQUEST
                || column.reader().field() == TraceField.Attribute.RESPONSE;
    }

    /** All digits before the point, and behind it as many as make six. */
    private static String rounded(BigDecimal number) {
        int digits = Math.max(DIGITS, number.precision() - number.scale());
        return number.round(new MathContext(digits)).stripTrailingZeros().toPlainString();
    }

    private String shortened(String id) {
        return view.shortIds() && USUAL_ID.matcher(id).matches() ? id.substring(0, SHORT_ID) : id;
    }
}
