/** The filter language, the index format and searching. Knows no network and no command line. */
module dev.trawl.query {
    requires com.github.luben.zstd_jni;
    requires static transitive org.jspecify;
    requires org.apache.lucene.core;
    requires re2j;
    requires transitive tools.jackson.databind;

    exports dev.trawl.trace;
}
