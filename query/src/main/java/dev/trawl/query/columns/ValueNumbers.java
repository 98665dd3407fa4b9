package dev.trawl.query.columns;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.DataOutput;

/** A number for each document of an index; 0 for those that have nothing. Immutable, thread-safe. */
sealed interface ValueNumbers {
    /** If at most one document of so many has something, each of them is named: that takes less. */
    int FEW = 8;

    /** What stands before each kind in a file. */
    byte KIND_OF_ALL = 0;

    byte KIND_OF_FEW = 1;

    int of(int document);

    /** Counts the numbers of some documents. */
    void count(DocumentSet selected, int[] counts);

    void write(DataOutput out) throws IOException;

    /**
     * Keeps numbers.
     *
     * @param numbers by document, none larger than the largest
     */
    static ValueNumbers of(int[] numbers, int largest) {
        long present = Arrays.stream(numbers).filter(number -> number > 0).count();
        if (present > numbers.length / FEW) {
            return new OfAll(PackedNumbers.of(numbers, largest));
        }
        var documents = new int[(int) present];
        int size = 0;
        for (int document = 0; document < numbers.length; document++) {
            if (numbers[document] > 0) {
                documents[size++] = document;
            }
        }
        return of(
                documents,
                Arrays.stream(documents).map(document -> numbers[document]).toArray(),
                numbers.length,
                largest);
    }

    /**
     * Keeps numbers of some documents.
     *
     * @param documents ascending
     * @param numbers by the place of the document, none larger than the largest
     * @param all documents of the index
     */
    static ValueNumbers of(int[] documents, int[] numbers, int all, int largest) {
        if (documents.length <= all / FEW) {
            return new OfFew(documents, PackedNumbers.of(numbers, largest));
        }
        var ofAll = new int[all];
        for (int place = 0; place < documents.length; place++) {
            ofAll[documents[place]] = numbers[place];
        }
        return new OfAll(PackedNumbers.of(ofAll, largest));
    }

    static ValueNumbers read(DataInput in) throws IOException {
        if (in.readByte() == KIND_OF_ALL) {
            return new OfAll(PackedNumbers.read(in));
        }
        var documents = ColumnValues.readNumbers(in);
        for (int i = 1; i < documents.length; i++) {
            documents[i] += documents[i - 1];
        }
        return new OfFew(documents, PackedNumbers.read(in));
    }

    record OfAll(PackedNumbers numbers) implements ValueNumbers {
        @Override
        public int of(int document) {
            return numbers.at(document);
        }

        @Override
        public void count(DocumentSet selected, int[] counts) {
            for (int document : selected.numbers()) {
                counts[numbers.at(document)]++;
            }
        }

        @Override
        public void write(DataOutput out) throws IOException {
            out.writeByte(KIND_OF_ALL);
            numbers.write(out);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // handed over, not compared
    record OfFew(int[] documents, PackedNumbers numbers) implements ValueNumbers {
        @Override
        public int of(int document) {
            int place = Arrays.binarySearch(documents, document);
            return place < 0 ? 0 : numbers.at(place);
        }

        @Override
        public void count(DocumentSet selected, int[] counts) {
            int present = 0;
            for (int place = 0; place < documents.length; place++) {
                if (selected.has(documents[place])) {
                    counts[numbers.at(place)]++;
                    present++;
                }
            }
            counts[0] += selected.size() - present;
        }

        @Override
        public void write(DataOutput out) throws IOException {
            out.writeByte(KIND_OF_FEW);
            var steps = documents.clone();
            for (int i = 1; i < steps.length; i++) {
                steps[i] -= documents[i - 1];
            }
            ColumnValues.writeNumbers(out, steps);
            numbers.write(out);
        }
    }
}
