/** The filter language, the index format and searching. Knows no network and no command line. */
@SuppressWarnings("module") // the modules named after "to" are compiled later, javac cannot see them yet
module dev.trawl.query {
    requires com.github.luben.zstd_jni;
    requires static transitive org.jspecify;
    requires transitive org.apache.lucene.core;
    requires re2j;
    requires transitive tools.jackson.databind;

    exports dev.trawl.index to
            dev.trawl.indexer,
            dev.trawl.cli;
    exports dev.trawl.query;
    exports dev.trawl.query.bind to
            dev.trawl.cli;
    exports dev.trawl.query.snippet to
            dev.trawl.cli;
    exports dev.trawl.query.scan to
            dev.trawl.indexer;
    exports dev.trawl.query.stats to
            dev.trawl.cli;
    exports dev.trawl.query.text to
            dev.trawl.indexer;
    exports dev.trawl.trace;
    exports dev.trawl.trace.redact to
            dev.trawl.cli;
}
