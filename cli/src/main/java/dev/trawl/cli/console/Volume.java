package dev.trawl.cli.console;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;

/**
 * How much a command says beside its data. It is known once the command line has been read: of several options that ask
 * for another volume the last one counts.
 */
public final class Volume {
    private static final String VERBOSE_NAME = "--verbose";

    private Level level;

    private Volume(Level level) {
        this.level = level;
    }

    private enum Level {
        QUIET,
        NORMAL,
        VERBOSE
    }

    /** As long as nobody asks for another one. */
    public static Volume normal() {
        return new Volume(Level.NORMAL);
    }

    static Volume quiet() {
        return new Volume(Level.QUIET);
    }

    /** Nothing but errors and warnings is wanted. */
    public boolean isQuiet() {
        return level == Level.QUIET;
    }

    /** What is done, and how long it takes, is wanted, too. */
    public boolean isVerbose() {
        return level == Level.VERBOSE;
    }

    /** Lets a command be asked for another volume; where {@code --verbose} means something else, by {@code -v}. */
    public void addOptions(CommandSpec command) {
        command.addOption(option(Level.QUIET, "Say nothing but errors: no summary, no progress.", "-q", "--quiet"));
        var description = "Say what is done, and how long it takes.";
        command.addOption(
                command.optionsMap().containsKey(VERBOSE_NAME)
                        ? option(Level.VERBOSE, description, "-v")
                        : option(Level.VERBOSE, description, "-v", VERBOSE_NAME));
    }

    private OptionSpec option(Level wanted, String description, String... names) {
        return OptionSpec.builder(names)
                .type(boolean.class)
                .description(description)
                .setter(new OptionSetter(wanted))
                .build();
    }

    /** picocli also sets the initial value, false, before it reads the words of a command. */
    private final class OptionSetter implements ISetter {
        private final Level wanted;

        OptionSetter(Level wanted) {
            this.wanted = wanted;
        }

        @Override
        public <T> T set(T given) {
            if (Boolean.TRUE.equals(given)) {
                level = wanted;
            }
            return given;
        }
    }
}
