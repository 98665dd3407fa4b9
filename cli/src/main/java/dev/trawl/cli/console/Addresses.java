package dev.trawl.cli.console;

import java.util.regex.Pattern;

/** Addresses of servers as they may be told. */
public final class Addresses {
    /** As far as an @ that still belongs to the word: a password may hold a slash or an @ that should have been escaped. */
    private static final Pattern CREDENTIALS = Pattern.compile("(?<=[A-Za-z0-9+.-]://)\\S*@");

    private Addresses() {}

    /** A text without user and password in the addresses that stand in it. */
    public static String withoutCredentials(String text) {
        return CREDENTIALS.matcher(text).replaceAll("…@");
    }
}
