package dev.trawl.query.regex;

import com.google.re2j.Pattern;
import dev.trawl.query.regex.CodePointSet.Range;
import java.util.ArrayList;
import java.util.List;

/**
 * The code points of {@code \p{Greek}} and its like. RE2/J has tables of its own, older than the JDK's, so it is asked: a
 * text of all code points is searched for the group.
 */
final class UnicodeGroup {
    /** What no script has code points in (Unicode 16) is one question: all of it is or is not in a group. */
    private static final List<Range> ALIKE = List.of(
            new Range(0xD800, 0xDFFF),
            new Range(0x32400, 0xDFFFF),
            new Range(0xE0200, 0xEFFFF),
            new Range(0xF0000, 0xFFFFD),
            new Range(0x100000, 0x10FFFD));

    private UnicodeGroup() {}

    /** The code points of a group that RE2/J knows, with all their cases or without. */
    static CodePointSet of(String name, boolean foldCase) {
        var asked = asked();
        var text = new StringBuilder();
        int[] offsets = new int[asked.size() + 1];
        for (int i = 0; i < asked.size(); i++) {
            text.appendCodePoint(asked.get(i).first());
            offsets[i + 1] = text.length();
        }
        var matcher = Pattern.compile("(?:\\p{" + name + "})+", foldCase ? Pattern.CASE_INSENSITIVE : 0)
                .matcher(text);
        var found = new ArrayList<Range>();
        int at = 0;
        while (matcher.find()) {
            while (offsets[at] < matcher.start()) {
                at++;
            }
            while (offsets[at] < matcher.end()) {
                found.add(asked.get(at++));
            }
        }
        return CodePointSet.ofRanges(found);
    }

    private static List<Range> asked() {
        var asked = new ArrayList<Range>();
        int next = 0;
        for (var alike : ALIKE) {
            for (int codePoint = next; codePoint < alike.first(); codePoint++) {
                asked.add(new Range(codePoint, codePoint));
            }
            asked.add(alike);
            next = alike.last() + 1;
        }
        for (int codePoint = next; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            asked.add(new Range(codePoint, codePoint));
        }
        return asked;
    }
}
