package dev.trawl.query.strict.sql;

import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.regex.Matcher;

/** Cuts a text into leaves that together are the text again: {@code sqlparse/lexer.py} {@code get_tokens}. Linear in the text. */
final class Lexer implements Iterator<Leaf> {
    private final String text;
    private final DelimitedText delimited;
    private final IdentityHashMap<LexicalRule, Matcher> matchers = new IdentityHashMap<>();
    private int place;

    Lexer(String text) {
        this.text = text;
        this.delimited = new DelimitedText(text);
    }

    @Override
    public boolean hasNext() {
        return place < text.length();
    }

    @Override
    public Leaf next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Leaf leaf = leafAt(place);
        place += leaf.length();
        return leaf;
    }

    private Leaf leafAt(int start) {
        return delimited.at(start).orElseGet(() -> undelimited(start));
    }

    private Leaf undelimited(int start) {
        int first = text.codePointAt(start);
        if (QuotedText.begins(first)) {
            int end = QuotedText.end(text, start);
            return end == start ? error(start) : new Leaf(QuotedText.typeOf(first), text.substring(start, end));
        }
        for (LexicalRule rule : LexicalRule.at(first)) {
            if (rule.mayBegin(first)) {
                Matcher matcher = matcher(rule).region(start, text.length());
                if (matcher.lookingAt()) {
                    String found = matcher.group();
                    return new Leaf(rule.type().orElseGet(() -> Keywords.typeOf(found)), found);
                }
            }
        }
        return error(start);
    }

    private Matcher matcher(LexicalRule rule) {
        return matchers.computeIfAbsent(
                rule,
                key -> key.pattern().matcher(text).useTransparentBounds(true).useAnchoringBounds(false));
    }

    private Leaf error(int start) {
        return new Leaf(TokenType.ERROR, text.substring(start, text.offsetByCodePoints(start, 1)));
    }
}
