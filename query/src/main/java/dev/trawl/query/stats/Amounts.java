package dev.trawl.query.stats;

import java.io.IOException;

/** The numbers that each document of a segment has in a field; to be asked for ascending documents. */
interface Amounts {
    /** None, one or several. */
    double[] of(int document) throws IOException;
}
