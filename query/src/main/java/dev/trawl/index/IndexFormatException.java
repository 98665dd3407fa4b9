package dev.trawl.index;

import java.io.IOException;
import java.nio.file.Path;

/** The folder holds an index that this version of trawl cannot read; the message says which and what to do. */
public final class IndexFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    IndexFormatException(String message) {
        super(message);
    }

    static IndexFormatException tooNew(Path folder) {
        return new IndexFormatException(
                "the index in " + folder + " was written by a newer version of trawl; upgrade trawl to read it");
    }

    static IndexFormatException tooOld(Path folder) {
        return new IndexFormatException("the index in " + folder
                + " was written by an older version of trawl, in a form that this one does not read; make it anew with"
                + " trawl sync or trawl import, in another folder (--index)");
    }
}
