package dev.trawl.index;

import java.io.IOException;
import java.nio.file.Path;

/** A file of the index is not as it was written; the message says which, what is wrong, and what to do. */
public final class DamagedIndexException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What can be done about a damaged index, for the end of a sentence. */
    public static final String ADVICE =
            "bring it back from a bundle with trawl unbundle, or make it anew with trawl sync"
                    + " or trawl import, in another folder (--index)";

    public DamagedIndexException(Path folder, IndexDamage damage) {
        super("the index in " + folder + " is damaged: " + damage + "; " + ADVICE);
    }
}
