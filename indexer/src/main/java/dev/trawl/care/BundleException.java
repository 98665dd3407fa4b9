package dev.trawl.care;

import java.io.IOException;

/** A file is no whole bundle; the message says why, without the file's name. */
public final class BundleException extends IOException {
    private static final long serialVersionUID = 1L;

    BundleException(String sentence) {
        super(sentence);
    }
}
