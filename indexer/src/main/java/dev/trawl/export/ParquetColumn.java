package dev.trawl.export;

import com.github.luben.zstd.ZstdCompressCtx;
import dev.trawl.trace.IndexedTrace;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The values of one column for one row group, as one page: which rows have a value, in runs, then the values one after the
 * other (encoding PLAIN), all in one zstd frame (https://parquet.apache.org/docs/file-format/data-pages/).
 */
final class ParquetColumn {
    private static final int PLAIN = 0;
    private static final int RLE = 3;
    private static final int ZSTD = 6;
    private static final int OPTIONAL = 1;
    private static final int UTF8 = 0;

    private final TraceColumn column;
    private final ByteArrayOutputStream runs = new ByteArrayOutputStream();
    private final ByteArrayOutputStream values = new ByteArrayOutputStream();
    private boolean present;
    private int run;
    private int rows;

    ParquetColumn(TraceColumn column) {
        this.column = column;
    }

    /** A page with what the metadata says of it. */
    @SuppressWarnings("ArrayRecordComponent") // handed from one method to the next, never compared
    record Page(byte[] bytes, int uncompressed) {}

    void add(IndexedTrace trace) {
        var value = column.of(trace);
        if (value.isPresent() != present) {
            endRun();
            present = value.isPresent();
        }
        run++;
        rows++;
        value.ifPresent(this::add);
    }

    private void add(Object value) {
        switch (value) {
            case String text -> {
                var utf8 = text.getBytes(StandardCharsets.UTF_8);
                values.writeBytes(number(Integer.BYTES).putInt(utf8.length).array());
                values.writeBytes(utf8);
            }
            case Long integer ->
                values.writeBytes(number(Long.BYTES).putLong(integer).array());
            case Double decimal ->
                values.writeBytes(number(Double.BYTES).putDouble(decimal).array());
            default -> throw new IllegalStateException(column.name() + " holds " + value.getClass());
        }
    }

    private static ByteBuffer number(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void endRun() {
        if (run > 0) {
            int header = run << 1;
            while (header >= 0x80) {
                runs.write((header & 0x7f) | 0x80);
                header >>>= 7;
            }
            runs.write(header);
            runs.write(present ? 1 : 0);
            run = 0;
        }
    }

    long size() {
        return values.size();
    }

    /** The page of the rows so far; what follows is another row group's. */
    Page page() {
        endRun();
        var plain = new ByteArrayOutputStream();
        plain.writeBytes(number(Integer.BYTES).putInt(runs.size()).array());
        plain.writeBytes(runs.toByteArray());
        plain.writeBytes(values.toByteArray());
        var compressed = compressed(plain.toByteArray());
        var header = new ThriftStruct()
                .i32(1, 0)
                .i32(2, plain.size())
                .i32(3, compressed.length)
                .struct(
                        5,
                        new ThriftStruct()
                                .i32(1, rows)
                                .i32(2, PLAIN)
                                .i32(3, RLE)
                                .i32(4, RLE))
                .ended();
        var page = new ByteArrayOutputStream();
        page.writeBytes(header);
        page.writeBytes(compressed);
        return new Page(page.toByteArray(), header.length + plain.size());
    }

    /** What the metadata says of a page at an offset of the file. */
    ThriftStruct chunk(Page page, long offset) {
        var metadata = new ThriftStruct()
                .i32(1, type())
                .i32s(2, List.of(PLAIN, RLE))
                .texts(3, List.of(column.name()))
                .i32(4, ZSTD)
                .i64(5, rows)
                .i64(6, page.uncompressed())
                .i64(7, page.bytes().length)
                .i64(9, offset);
        return new ThriftStruct().i64(2, offset).struct(3, metadata);
    }

    /** How the schema describes a column. */
    static ThriftStruct schema(TraceColumn column) {
        var element = new ThriftStruct()
                .i32(1, new ParquetColumn(column).type())
                .i32(3, OPTIONAL)
                .text(4, column.name());
        return column.type() == TraceColumn.Type.TEXT
                ? element.i32(6, UTF8).struct(10, new ThriftStruct().struct(1, new ThriftStruct()))
                : element;
    }

    private int type() {
        return switch (column.type()) {
            case INTEGER -> 2;
            case DECIMAL -> 5;
            case TEXT -> 6;
        };
    }

    /** With a checksum, which Parquet itself does not ask for. */
    private static byte[] compressed(byte[] page) {
        try (var zstd = new ZstdCompressCtx().setChecksum(true)) {
            return zstd.compress(page);
        }
    }
}
