/** Gets traces from MLflow servers, exports and databases, and writes the index. */
module dev.trawl.indexer {
    requires com.github.luben.zstd_jni;
    requires transitive dev.trawl.query;
    requires java.sql;
    requires okhttp3;
    requires okhttp3.tls;
    requires okio;
    requires org.xerial.sqlitejdbc;
    requires static transitive org.jspecify;

    exports dev.trawl.care;
    exports dev.trawl.export;
    exports dev.trawl.indexer;
    exports dev.trawl.mlflow;
    exports dev.trawl.source;
    exports dev.trawl.sync;
}
