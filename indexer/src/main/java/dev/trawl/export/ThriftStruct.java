package dev.trawl.export;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/**
 * A struct in Thrift's compact protocol, in which Parquet writes its metadata
 * (https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md). Fields are added by rising number.
 */
final class ThriftStruct {
    private static final int I32 = 5;
    private static final int I64 = 6;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int STRUCT = 12;
    private static final int LONG_LIST = 15;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int lastField;

    ThriftStruct i32(int field, int value) {
        return header(field, I32).zigzag(value);
    }

    ThriftStruct i64(int field, long value) {
        return header(field, I64).zigzag(value);
    }

    ThriftStruct text(int field, String value) {
        return header(field, BINARY).binary(value);
    }

    ThriftStruct struct(int field, ThriftStruct value) {
        header(field, STRUCT).bytes.writeBytes(value.ended());
        return this;
    }

    ThriftStruct structs(int field, List<ThriftStruct> values) {
        return list(field, STRUCT, values, value -> bytes.writeBytes(value.ended()));
    }

    ThriftStruct texts(int field, List<String> values) {
        return list(field, BINARY, values, this::binary);
    }

    ThriftStruct i32s(int field, List<Integer> values) {
        return list(field, I32, values, value -> zigzag(value));
    }

    /** All of it with its end. */
    byte[] ended() {
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(bytes.toByteArray());
        whole.write(0);
        return whole.toByteArray();
    }

    private <T> ThriftStruct list(int field, int type, List<T> values, Consumer<T> writing) {
        header(field, LIST);
        if (values.size() < LONG_LIST) {
            bytes.write(values.size() << 4 | type);
        } else {
            bytes.write(LONG_LIST << 4 | type);
            varint(values.size());
        }
        values.forEach(writing);
        return this;
    }

    private ThriftStruct header(int field, int type) {
        if (field <= lastField || field - lastField > LONG_LIST) {
            throw new IllegalStateException("field " + field + " after " + lastField);
        }
        bytes.write((field - lastField) << 4 | type);
        lastField = field;
        return this;
    }

    private ThriftStruct zigzag(long value) {
        return varint(value << 1 ^ value >> 63);
    }

    private ThriftStruct binary(String text) {
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        varint(utf8.length);
        bytes.writeBytes(utf8);
        return this;
    }

    private ThriftStruct varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
        return this;
    }
}
