package dev.trawl.export;

import dev.trawl.trace.IndexedTrace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Parquet file of flat, optional columns, a row a trace: the columns of CSV, and the spans as JSON. Written here because
 * the libraries that can write Parquet are far larger than all of trawl (docs/decisions/0031-parquet.md); of the format it
 * uses the oldest part, which every reader knows: one plain page a column and row group, and zstd.
 */
final class ParquetTraces implements TraceWriter {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final List<TraceColumn> COLUMNS = Stream.concat(
                    TraceColumn.INFO.stream(), Stream.of(TraceColumn.SPANS))
            .toList();

    /** Bytes of values after which a row group ends. */
    private static final long GROUP_BYTES = 16 << 20;

    private final OutputStream out;
    private final List<ThriftStruct> groups = new ArrayList<>();
    private List<ParquetColumn> columns = emptyColumns();
    private long offset;
    private long rows;
    private long rowsOfGroup;

    ParquetTraces(OutputStream out) throws IOException {
        this.out = out;
        put(MAGIC);
    }

    private static List<ParquetColumn> emptyColumns() {
        return COLUMNS.stream().map(ParquetColumn::new).toList();
    }

    @Override
    public boolean write(IndexedTrace trace) throws IOException {
        columns.forEach(column -> column.add(trace));
        rows++;
        rowsOfGroup++;
        if (columns.stream().mapToLong(ParquetColumn::size).sum() > GROUP_BYTES) {
            endGroup();
        }
        return true;
    }

    private void endGroup() throws IOException {
        if (rowsOfGroup == 0) {
            return;
        }
        var chunks = new ArrayList<ThriftStruct>();
        long size = 0;
        for (var column : columns) {
            var page = column.page();
            chunks.add(column.chunk(page, offset));
            size += page.uncompressed();
            put(page.bytes());
        }
        groups.add(new ThriftStruct().structs(1, chunks).i64(2, size).i64(3, rowsOfGroup));
        columns = emptyColumns();
        rowsOfGroup = 0;
    }

    @Override
    public void finish() throws IOException {
        endGroup();
        var schema = new ArrayList<ThriftStruct>();
        schema.add(new ThriftStruct().text(4, "traces").i32(5, COLUMNS.size()));
        COLUMNS.forEach(column -> schema.add(ParquetColumn.schema(column)));
        var footer = new ThriftStruct()
                .i32(1, 1)
                .structs(2, schema)
                .i64(3, rows)
                .structs(4, groups)
                .text(6, "trawl")
                .ended();
        var end = new ByteArrayOutputStream();
        end.writeBytes(footer);
        end.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(footer.length)
                .array());
        end.writeBytes(MAGIC);
        put(end.toByteArray());
    }

    private void put(byte[] bytes) throws IOException {
        out.write(bytes);
        offset += bytes.length;
    }
}
