package dev.trawl.cli.console;

/** Marks for text that a person reads: ANSI colours, or nothing at all. */
public enum Colours {
    ANSI {
        @Override
        String wrap(String code, String text) {
            return text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
        }
    },
    NONE {
        @Override
        String wrap(String code, String text) {
            return text;
        }
    };

    /** Whether anything is marked at all. */
    public boolean areSeen() {
        return this == ANSI;
    }

    abstract String wrap(String code, String text);

    public String red(String text) {
        return wrap("31", text);
    }

    public String green(String text) {
        return wrap("32", text);
    }

    public String yellow(String text) {
        return wrap("33", text);
    }

    public String cyan(String text) {
        return wrap("36", text);
    }

    /** For what is there but not looked for. */
    public String faint(String text) {
        return wrap("2", text);
    }

    /** For what was looked for: bold red, as grep and rg show it. */
    public String match(String text) {
        return wrap("1;31", text);
    }

    public String bold(String text) {
        return wrap("1", text);
    }
}
