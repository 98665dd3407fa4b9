/** The {@code trawl} command. */
module dev.trawl.cli {
    requires dev.trawl.indexer;
    requires info.picocli;
    requires static org.jspecify;

    // picocli reads the options' annotations and sets their fields
    opens dev.trawl.cli to
            info.picocli;
}
