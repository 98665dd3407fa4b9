package dev.trawl.mlflow;

import java.io.IOException;
import java.io.InputStream;

/** Makes sense of the body of a successful answer while it arrives. May be called again after it has failed. */
@FunctionalInterface
interface AnswerReader<T> {
    T read(InputStream body) throws IOException;
}
