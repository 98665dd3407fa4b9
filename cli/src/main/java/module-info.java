/** The {@code trawl} command. */
module dev.trawl.cli {
    requires dev.trawl.indexer;
    requires info.picocli;
    requires static org.jspecify;
    requires tools.jackson.dataformat.toml;
}
