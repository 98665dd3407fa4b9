package dev.trawl.query.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a regular expression matches, whatever it looks like: groups, flags and greed are gone. */
public sealed interface Regex {
    int UNBOUNDED = -1;

    /** The empty text, anywhere. */
    record Empty() implements Regex {
        @Override
        public String toString() {
            return "(?:)";
        }
    }

    /** Maybe any text, also the empty one: something that was not understood. */
    record Unknown() implements Regex {
        @Override
        public String toString() {
            return "<unknown>";
        }
    }

    /** One code point of a set; an empty set matches nothing. */
    record OneOf(CodePointSet set) implements Regex {
        @Override
        public String toString() {
            return set.toString();
        }
    }

    /** One after the other, at least two. */
    record Sequence(List<Regex> parts) implements Regex {
        public Sequence {
            parts = List.copyOf(parts);
        }

        @Override
        public String toString() {
            return parts.stream().map(Regex::toString).collect(Collectors.joining());
        }
    }

    /** Any of them, at least two. */
    record Choice(List<Regex> branches) implements Regex {
        public Choice {
            branches = List.copyOf(branches);
        }

        @Override
        public String toString() {
            return branches.stream().map(Regex::toString).collect(Collectors.joining("|", "(?:", ")"));
        }
    }

    /**
     * The same thing several times.
     *
     * @param most at least {@code least}, or {@link #UNBOUNDED}
     */
    record Repetition(Regex repeated, int least, int most) implements Regex {
        @Override
        public String toString() {
            var inner = repeated instanceof Sequence ? "(?:" + repeated + ")" : repeated.toString();
            return inner + "{" + least + (most == least ? "" : most == UNBOUNDED ? "," : "," + most) + "}";
        }
    }

    /** The empty text where the place is right. */
    record At(Place place) implements Regex {
        @Override
        public String toString() {
            return place.toString();
        }
    }

    /** A place between two code points, or at the beginning or end of the text. Word characters are ASCII's. */
    enum Place {
        TEXT_BEGINNING("\\A"),
        TEXT_END("\\z"),
        LINE_BEGINNING("(?m:^)"),
        LINE_END("(?m:$)"),
        WORD_BOUNDARY("\\b"),
        NO_WORD_BOUNDARY("\\B");

        private final String spelling;

        Place(String spelling) {
            this.spelling = spelling;
        }

        @Override
        public String toString() {
            return spelling;
        }
    }

    /** One after the other, if there is more than one. */
    static Regex sequence(List<Regex> parts) {
        var flat = new ArrayList<Regex>();
        for (var part : parts) {
            if (part instanceof Sequence sequence) {
                flat.addAll(sequence.parts());
            } else if (!(part instanceof Empty)) {
                flat.add(part);
            }
        }
        return flat.isEmpty() ? new Empty() : flat.size() == 1 ? flat.getFirst() : new Sequence(flat);
    }

    /** Any of them, if there is more than one. */
    static Regex choice(List<Regex> branches) {
        return branches.size() == 1 ? branches.getFirst() : new Choice(branches);
    }
}
