package dev.trawl.query.stats;

import dev.trawl.query.columns.Dictionary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The groups that were met so far: how large each is, and the numbers of its members. Not thread-safe. */
final class Groups {
    private static final int WHOLE = 0;

    private final int fields;
    private final int amounts;
    /** The first step through the fields: by value, the number of the group, plus 1. */
    private int[] first = new int[64];

    /** How many values of the first field were met. */
    private int firstSteps;

    /** The further steps: from a group of fewer fields and the next value to a group of one more. */
    private final List<Map<Long, Integer>> steps = new ArrayList<>();

    private final List<Member> groups = new ArrayList<>();

    /** The values by which a member is counted just now. */
    private final int[] key;

    /** A group that has members. */
    static final class Member {
        private final int[] key;
        private final Numbers[] numbers;
        private long count;

        private Member(int[] key, int amounts) {
            this.key = key;
            numbers = new Numbers[amounts];
            for (int i = 0; i < amounts; i++) {
                numbers[i] = new Numbers();
            }
        }

        private void add(Member more) {
            count += more.count;
            for (int i = 0; i < numbers.length; i++) {
                numbers[i].add(more.numbers[i]);
            }
        }

        int value(int field) {
            return key[field];
        }

        long count() {
            return count;
        }

        Numbers numbers(int amount) {
            return numbers[amount];
        }
    }

    /**
     * No groups yet.
     *
     * @param fields how many make a group
     * @param amounts how many numbers are kept of each member
     */
    Groups(int fields, int amounts) {
        this.fields = fields;
        this.amounts = amounts;
        key = new int[fields];
        for (int i = 0; i < fields; i++) {
            steps.add(new HashMap<>());
        }
        if (fields == 0) {
            groups.add(new Member(new int[0], amounts));
        }
    }

    /**
     * Counts one member, in a group for each combination of its values.
     *
     * @param values by field; {@link Dictionary#NONE} alone where it has none
     * @param numbers by amount
     */
    void add(int[][] values, double[][] numbers) {
        add(values, numbers, 0, WHOLE);
    }

    /** Counts all members of a group that was counted elsewhere, in the group of its values here. */
    void add(int[] values, Member members) {
        int group = WHOLE;
        for (int field = 0; field < fields; field++) {
            key[field] = values[field];
            group = step(field, group);
        }
        groups.get(group).add(members);
    }

    private void add(int[][] values, double[][] numbers, int field, int group) {
        if (field == fields) {
            count(groups.get(group), numbers);
            return;
        }
        for (int value : values[field]) {
            key[field] = value;
            add(values, numbers, field + 1, step(field, group));
        }
    }

    /** Only the last step leads to a group; the numbers before it tell combinations of fewer fields apart. */
    private int step(int field, int group) {
        if (field == 0) {
            return firstStep(key[field]);
        }
        var known = steps.get(field);
        long from = ((long) group << Integer.SIZE) | key[field];
        var there = known.get(from);
        if (there != null) {
            return there;
        }
        int next = field == fields - 1 ? groups.size() : known.size();
        if (field == fields - 1) {
            groups.add(new Member(key.clone(), amounts));
        }
        known.put(from, next);
        return next;
    }

    private int firstStep(int value) {
        if (value >= first.length) {
            first = Arrays.copyOf(first, Math.max(value + 1, first.length * 2));
        }
        if (first[value] == 0) {
            first[value] = ++firstSteps;
            if (fields == 1) {
                groups.add(new Member(key.clone(), amounts));
            }
        }
        return first[value] - 1;
    }

    private void count(Member group, double[][] numbers) {
        group.count++;
        for (int i = 0; i < amounts; i++) {
            for (double number : numbers[i]) {
                group.numbers[i].add(number);
            }
        }
    }

    List<Member> all() {
        return groups;
    }
}
