package dev.trawl.query.regex;

import dev.trawl.query.regex.ByteProgram.Fork;
import dev.trawl.query.regex.ByteProgram.Found;
import dev.trawl.query.regex.ByteProgram.Gate;
import dev.trawl.query.regex.ByteProgram.Read;
import dev.trawl.query.text.Words;

/** Bytes that a program never tells apart share a number, so that a table of transitions has few columns. */
final class ByteClasses {
    private static final int BYTES = 256;

    private final int[] classes = new int[BYTES];
    private final int[] examples;

    private ByteClasses(boolean[] firstOfClass) {
        int number = 0;
        for (int read = 1; read < BYTES; read++) {
            number += firstOfClass[read] ? 1 : 0;
            classes[read] = number;
        }
        examples = new int[number + 1];
        for (int read = BYTES - 1; read >= 0; read--) {
            examples[classes[read]] = read;
        }
    }

    static ByteClasses of(ByteProgram program) {
        var first = new boolean[BYTES + 1];
        first[Utf8Ranges.FIRST_TRAILING] = true;
        first[Utf8Ranges.LAST_TRAILING + 1] = true;
        first[TextAutomaton.SEPARATOR] = true;
        boolean gates = false;
        for (int number = 0; number < program.size(); number++) {
            switch (program.step(number)) {
                case Read read -> {
                    for (var edge : read.edges()) {
                        first[edge.first()] = true;
                        first[edge.last() + 1] = true;
                    }
                }
                case Gate gate -> gates = true;
                case Fork fork -> {}
                case Found found -> {}
            }
        }
        for (int read = 1; gates && read < BYTES; read++) {
            first[read] |=
                    Words.isOfAsciiWord(read) != Words.isOfAsciiWord(read - 1) || read == '\n' || read == '\n' + 1;
        }
        return new ByteClasses(first);
    }

    /** By byte, without a sign. Not to be changed. */
    int[] numbers() {
        return classes;
    }

    int count() {
        return examples.length;
    }

    /** A byte of the class. */
    int example(int number) {
        return examples[number];
    }

    int of(int read) {
        return classes[read];
    }
}
