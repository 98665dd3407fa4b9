/** The {@code trawl} command. */
module dev.trawl.cli {
    requires dev.trawl.indexer;
    requires info.picocli;
    requires static org.jspecify;

    // picocli reads the annotations of commands and options and sets their fields
    opens dev.trawl.cli to
            info.picocli;
    opens dev.trawl.cli.bulk to
            info.picocli;
    opens dev.trawl.cli.console to
            info.picocli;
    opens dev.trawl.cli.demo to
            info.picocli;
    opens dev.trawl.cli.explain to
            info.picocli;
    opens dev.trawl.cli.get to
            info.picocli;
    opens dev.trawl.cli.importing to
            info.picocli;
    opens dev.trawl.cli.search to
            info.picocli;
    opens dev.trawl.cli.sync to
            info.picocli;
    opens dev.trawl.cli.traces to
            info.picocli;
}
