package dev.trawl.query.lucene;

/** How much may be done to find candidates. */
enum Effort {
    /** Some look-ups of terms. */
    QUICK,
    /** Dictionaries may be searched from end to end, so that less or nothing is left to check. */
    THOROUGH
}
