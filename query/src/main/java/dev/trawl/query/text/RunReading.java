package dev.trawl.query.text;

import dev.trawl.trace.Utf8Text;

/**
 * Goes through the runs of letters and digits of one text, and adds the joints where two of them meet, and the common phrases that begin with the
 * first of the two. What it is told of the text's last code points is packed ({@link Grams}), and folded.
 */
final class RunReading {
    private final Utf8Text text;
    private final RecentInts joints;
    private final CommonPhrases common;
    private final RecentInts phrases;

    /** Where the bytes of this run begin, and how many code points it has so far. */
    private int from;

    private int length;

    /** The run before: the number of code points up to its end, where its bytes begin, and its last code points if a letter was last. */
    private int previousEnd = -Joints.WIDEST_GAP - 1;

    private int previousFrom;
    private long tail;

    /** What stands between the run before and this one, if there may be a joint of both. */
    private long gap;

    private boolean joins;

    /** The joints at the beginning of this run, of two runs and of three, and of the run before if that may be in the middle. */
    private int joint = Joints.NONE;

    private int jointOfThree = Joints.NONE;
    private int previousJoint = Joints.NONE;
    private int previousJointOfThree = Joints.NONE;

    /**
     * A reading of a text, or of a part of one, that adds what it finds to these.
     *
     * @param common the phrases that are looked for
     */
    RunReading(Utf8Text text, RecentInts joints, CommonPhrases common, RecentInts phrases) {
        this.text = text;
        this.joints = joints;
        this.common = common;
        this.phrases = phrases;
    }

    /**
     * Begins a run.
     *
     * @param at where its bytes begin
     * @param passed code points before it
     * @param last those before it
     * @param lettered whether it begins with a letter
     */
    void begin(int at, int passed, long last, boolean lettered) {
        int wide = passed - previousEnd;
        boolean near = wide <= Joints.WIDEST_GAP;
        joins = near && lettered;
        gap = Grams.lastOf(last, wide);
        if (near && !lettered) {
            addPhrase(Joints.number(tail, gap, Joints.ANY_NUMBER));
        }
        from = at;
        length = 0;
        joint = Joints.NONE;
        jointOfThree = Joints.NONE;
    }

    /** Code points of this run until there is enough of it for a joint; 0 or less if there is none to come. */
    int toEdge() {
        return joins ? Joints.EDGE - length : 0;
    }

    /** Passes so many code points of this run. */
    void pass(int more) {
        length += more;
    }

    /**
     * Ends this run.
     *
     * @param passed code points up to its end
     * @param last those before its end
     * @param lettered whether a letter is the last of it: behind a digit no joint begins
     */
    void end(int passed, long last, boolean lettered) {
        join(length, last);
        previousEnd = lettered ? passed : -Joints.WIDEST_GAP - 1;
        previousFrom = from;
        tail = Joints.tail(Grams.lastOf(last, length), length);
        boolean isMiddle = length <= Joints.LONGEST_MIDDLE;
        previousJoint = isMiddle ? joint : Joints.NONE;
        previousJointOfThree = isMiddle ? jointOfThree : Joints.NONE;
    }

    /** Adds the joints at the beginning of this run, unless they have been, of so many code points of it, which are the last ones. */
    void join(int ofRun, long last) {
        if (joins) {
            long head = Grams.lastOf(last, ofRun);
            joint = Joints.number(tail, gap, head);
            joints.add(joint);
            addPhrase(joint);
            if (previousJoint != Joints.NONE) {
                jointOfThree = Joints.number(Joints.chained(previousJoint, tail), gap, head);
                joints.add(jointOfThree);
            }
            if (previousJointOfThree != Joints.NONE) {
                joints.add(Joints.number(Joints.chained(previousJointOfThree, tail), gap, head));
            }
            joins = false;
        }
    }

    /** Adds the longest common phrase that begins with the run before. */
    private void addPhrase(int atJoint) {
        int phrase = common.longest(atJoint, text.bytes(), previousFrom, text.to());
        if (phrase != CommonPhrases.NONE) {
            phrases.add(phrase);
        }
    }
}
