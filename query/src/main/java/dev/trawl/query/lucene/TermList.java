package dev.trawl.query.lucene;

import dev.trawl.index.TermsWithPrefix;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BytesRef;

/**
 * The terms of one field and segment that begin with a prefix, copied out of the dictionary one behind the other, so that
 * all of them can be searched at once.
 *
 * <p>It is a string with one char per byte, because nothing in Java searches bytes as fast as {@link String#indexOf}. The
 * prefix is left out, and behind each term stands {@link #END}. Immutable.
 */
final class TermList {
    /** A byte that no term of a text contains. */
    private static final char END = 0xFF;

    private static final int FIRST_BYTES = 1 << 12;

    private final String terms;

    private TermList(String terms) {
        this.terms = terms;
    }

    /**
     * Copies the terms.
     *
     * @param dictionary where to take them from
     * @param mostBytes how large the list may become
     * @return nothing if it would be larger
     */
    static Optional<TermList> of(TermsEnum dictionary, BytesRef prefix, long mostBytes) throws IOException {
        byte[] bytes = new byte[FIRST_BYTES];
        int length = 0;
        var terms = new TermsWithPrefix(dictionary, prefix);
        for (var term = terms.next(); term != null; term = terms.next()) {
            int rest = term.length - prefix.length;
            if (length + rest + 1 > mostBytes) {
                return Optional.empty();
            }
            bytes = ArrayUtil.grow(bytes, length + rest + 1);
            System.arraycopy(term.bytes, term.offset + prefix.length, bytes, length, rest);
            length += rest;
            bytes[length++] = (byte) END;
        }
        return Optional.of(new TermList(new String(bytes, 0, length, StandardCharsets.ISO_8859_1)));
    }

    int size() {
        return terms.length();
    }

    /** Walks the chosen terms in their order. */
    Walk walk(TermTest test) {
        return new Walk(test);
    }

    /** Not thread-safe. */
    final class Walk {
        private final TermTest test;
        private final BytesRef term = new BytesRef();
        private int next;

        private Walk(TermTest test) {
            this.test = test;
        }

        /** Moves on to the next chosen term; false if there is none. */
        boolean next() {
            while (true) {
                int candidate = test instanceof TermTest.Containing containing
                        ? containing.needle().find(terms, next, terms.length())
                        : next;
                if (candidate < 0 || candidate >= terms.length()) {
                    return false;
                }
                int start = terms.lastIndexOf(END, candidate - 1) + 1;
                int end = terms.indexOf(END, candidate);
                next = end + 1;
                read(start, end);
                if (test.accepts(term)) {
                    return true;
                }
            }
        }

        /** What stands behind the prefix; valid until the next move. */
        BytesRef rest() {
            return term;
        }

        @SuppressWarnings("deprecation") // it takes the low byte of each char, and there is nothing else in them
        private void read(int start, int end) {
            term.bytes = ArrayUtil.growNoCopy(term.bytes, end - start);
            terms.getBytes(start, end, term.bytes, 0);
            term.length = end - start;
        }
    }
}
