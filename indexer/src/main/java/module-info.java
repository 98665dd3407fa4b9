/** Gets traces from MLflow servers, exports and databases, and writes the index. */
module dev.trawl.indexer {
    requires transitive dev.trawl.query;
    requires okhttp3;
    requires static transitive org.jspecify;
}
