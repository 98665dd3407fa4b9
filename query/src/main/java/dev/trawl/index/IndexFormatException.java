package dev.trawl.index;

import java.io.IOException;

/** The folder holds an index that this version of trawl cannot read; the message says which and what to do. */
public final class IndexFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    IndexFormatException(String message) {
        super(message);
    }
}
