package dev.trawl.query.columns;

import dev.trawl.index.IndexField;
import dev.trawl.index.Terms;
import dev.trawl.query.SearchListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.search.TaskExecutor;
import org.apache.lucene.util.BytesRef;

/** The columns of all keys that have facets, and of the spans, worked on by all cores. Immutable, thread-safe. */
public final class KeyColumns {
    private final TaskExecutor threads;
    private final Columns columns;

    private KeyColumns(TaskExecutor threads, Columns columns) {
        this.threads = threads;
        this.columns = columns;
    }

    /** Everything that is kept. */
    record Columns(List<KeyColumn> keys, List<SpanColumn> spans) {}

    /**
     * Reads them from the file that keeps them, or looks at every term of these keys once and keeps them.
     *
     * @param listener may end it by throwing an unchecked exception
     */
    public static KeyColumns of(DirectoryReader reader, TaskExecutor threads, SearchListener listener)
            throws IOException {
        var file = ColumnFile.of(reader);
        var kept = file.isPresent() ? file.get().read() : Optional.<Columns>empty();
        if (kept.isPresent()) {
            return new KeyColumns(threads, kept.get());
        }
        var watch = new CountWatch(listener);
        var columns = new Columns(read(reader, threads, watch), SpanColumnReading.of(reader, threads, watch));
        file.ifPresent(keeping -> keeping.write(columns));
        return new KeyColumns(threads, columns);
    }

    private static List<KeyColumn> read(DirectoryReader reader, TaskExecutor threads, CountWatch watch)
            throws IOException {
        var readings = new ArrayList<Callable<KeyColumn>>();
        FieldNames.PLAIN.forEach(field -> readings.add(() -> KeyColumn.of(reader, field, watch)));
        for (var field : FieldNames.OF_PAIRS) {
            var keys = MultiTerms.getTerms(reader, IndexField.keysOf(field));
            if (keys != null) {
                var each = keys.iterator();
                for (var term = each.next(); term != null; term = each.next()) {
                    var key = BytesRef.deepCopyOf(term);
                    if (FieldNames.of(field, Terms.text(key)).isPresent()) {
                        readings.add(() -> KeyColumn.of(reader, field, key, watch));
                    }
                }
            }
        }
        return threads.invokeAll(readings);
    }

    /** Works something out from a column. */
    public interface Work<C, T> {
        T of(C column) throws IOException;
    }

    /** Works something out from the column of each key, by several threads. */
    public <T> List<T> ofKeys(CountWatch watch, Work<KeyColumn, T> work) throws IOException {
        return each(columns.keys(), watch, work);
    }

    /** Works something out from each column of spans, by several threads. */
    public <T> List<T> ofSpans(CountWatch watch, Work<SpanColumn, T> work) throws IOException {
        return each(columns.spans(), watch, work);
    }

    private <C, T> List<T> each(List<C> some, CountWatch watch, Work<C, T> work) throws IOException {
        return threads.invokeAll(some.stream()
                .<Callable<T>>map(column -> () -> {
                    watch.goesOn();
                    return work.of(column);
                })
                .toList());
    }
}
