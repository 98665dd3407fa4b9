package dev.trawl.query.columns;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.DataOutput;
import org.apache.lucene.util.BytesRef;

/**
 * What a {@link KeyColumn} knows, as it is read from the index and kept in a file.
 *
 * @param size how many values there are in the whole index
 * @param first for each document its first number
 * @param further of documents with several values, the numbers of all but the first
 * @param landmarks every {@value KeyColumn#STRIDE}th term
 * @param spelled the values in the order of how they are spelled in an answer; empty if that is their own
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, not compared
record ColumnValues(
        int size, ValueNumbers first, Map<Integer, int[]> further, List<BytesRef> landmarks, int[] spelled) {
    static ColumnValues read(DataInput in) throws IOException {
        int size = in.readVInt();
        var first = ValueNumbers.read(in);
        var further = new HashMap<Integer, int[]>();
        for (int left = in.readVInt(); left > 0; left--) {
            further.put(in.readVInt(), readNumbers(in));
        }
        var landmarks = new ArrayList<BytesRef>();
        for (int left = in.readVInt(); left > 0; left--) {
            landmarks.add(readTerm(in));
        }
        return new ColumnValues(size, first, further, landmarks, readNumbers(in));
    }

    void write(DataOutput out) throws IOException {
        out.writeVInt(size);
        first.write(out);
        out.writeVInt(further.size());
        for (var entry : further.entrySet()) {
            out.writeVInt(entry.getKey());
            writeNumbers(out, entry.getValue());
        }
        out.writeVInt(landmarks.size());
        for (var landmark : landmarks) {
            writeTerm(out, landmark);
        }
        writeNumbers(out, spelled);
    }

    static BytesRef readTerm(DataInput in) throws IOException {
        var bytes = new byte[in.readVInt()];
        in.readBytes(bytes, 0, bytes.length);
        return new BytesRef(bytes);
    }

    static void writeTerm(DataOutput out, BytesRef term) throws IOException {
        out.writeVInt(term.length);
        out.writeBytes(term.bytes, term.offset, term.length);
    }

    static int[] readNumbers(DataInput in) throws IOException {
        var numbers = new int[in.readVInt()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = in.readVInt();
        }
        return numbers;
    }

    static void writeNumbers(DataOutput out, int... numbers) throws IOException {
        out.writeVInt(numbers.length);
        for (int number : numbers) {
            out.writeVInt(number);
        }
    }
}
