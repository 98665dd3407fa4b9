package dev.trawl.index;

import java.io.IOException;
import java.nio.file.Path;

/** There is no index in the folder. */
public final class NoSuchIndexException extends IOException {
    private static final long serialVersionUID = 1L;

    NoSuchIndexException(Path folder) {
        super("there is no index in " + folder
                + "; make one with trawl sync or trawl import, or name another with --index");
    }
}
