package dev.trawl.query.strict.sql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Cuts leaves into statements at semicolons and {@code GO}, but not inside parentheses and {@code BEGIN … END}:
 * {@code sqlparse/engine/statement_splitter.py}.
 */
final class StatementSplitter {
    private static final Set<TokenType> BELONGING_TO_ENDED = Set.of(TokenType.WHITESPACE, TokenType.COMMENT_SINGLE);
    private static final Set<TokenType> KEEPING_BEGIN =
            Set.of(TokenType.WHITESPACE, TokenType.NEWLINE, TokenType.COMMENT_SINGLE, TokenType.COMMENT_MULTILINE);
    private static final Set<String> TRANSACTION_WORDS =
            Set.of("TRANSACTION", "WORK", "TRAN", "DISTRIBUTED", "DEFERRED", "IMMEDIATE", "EXCLUSIVE");

    private final List<List<Leaf>> statements = new ArrayList<>();
    private List<Leaf> statement = new ArrayList<>();
    private final Deque<String> blocks = new ArrayDeque<>();
    private int begins;
    private String loopWord = "";
    private boolean create;
    private boolean seenBegin;
    private boolean ended;
    private int level;
    private int lasting;
    private boolean blank = true;

    private StatementSplitter() {}

    /**
     * The statements in order; what follows the last one is none when it is white space only. Gives up as soon as a statement has more
     * tokens than grouping takes, because one that cannot be grouped is the end of all of them.
     */
    static List<List<Leaf>> split(Iterator<Leaf> leaves) throws SqlParseException {
        var splitter = new StatementSplitter();
        while (leaves.hasNext()) {
            splitter.add(leaves.next());
        }
        if (!splitter.blank) {
            splitter.statements.add(splitter.statement);
        }
        return splitter.statements;
    }

    private void add(Leaf leaf) throws SqlParseException {
        if (ended && !leaf.isOf(BELONGING_TO_ENDED)) {
            statements.add(statement);
            reset();
        }
        level += levelChange(leaf);
        statement.add(leaf);
        blank &= leaf.isWhitespace();
        lasting += leaf.isWithin(TokenType.COMMENT) || leaf.isWithin(TokenType.NEWLINE) ? 0 : 1;
        if (!blank && lasting > Limits.MAX_TOKENS) {
            throw new SqlParseException();
        }
        if (leaf.matches(TokenType.PUNCTUATION, ";")) {
            seenBegin = false;
            if (level <= 0 && begins == 0) {
                ended = true;
            }
        } else if (leaf.isOf(TokenType.KEYWORD) && firstWord(leaf.text()).equals("GO")) {
            ended = true;
        } else if (!leaf.isOf(KEEPING_BEGIN) && !leaf.matches(TokenType.KEYWORD, "BEGIN")) {
            seenBegin = false;
        }
    }

    private void reset() {
        statement = new ArrayList<>();
        blocks.clear();
        begins = 0;
        loopWord = "";
        create = false;
        seenBegin = false;
        ended = false;
        level = 0;
        lasting = 0;
        blank = true;
    }

    private int levelChange(Leaf leaf) {
        if (leaf.matches(TokenType.PUNCTUATION, ";")) {
            loopWord = "";
            if (seenBegin) {
                seenBegin = false;
                return popIf("BEGIN");
            }
            return 0;
        }
        if (leaf.matches(TokenType.PUNCTUATION, "(")) {
            return 1;
        }
        if (leaf.matches(TokenType.PUNCTUATION, ")")) {
            return -1;
        }
        return leaf.isKeyword() ? keywordChange(leaf, leaf.text().toUpperCase(Locale.ROOT)) : 0;
    }

    private int keywordChange(Leaf leaf, String word) {
        if (leaf.isOf(TokenType.KEYWORD_DDL) && word.startsWith("CREATE")) {
            create = true;
            return 0;
        }
        if (word.equals("DECLARE") && create && blocks.isEmpty()) {
            return push("DECLARE");
        }
        if (word.equals("BEGIN")) {
            seenBegin = true;
            int declared = popIf("DECLARE");
            return push("BEGIN") + declared;
        }
        if (seenBegin && leaf.isOf(TokenType.KEYWORD) && TRANSACTION_WORDS.contains(word)) {
            seenBegin = false;
            return popIf("BEGIN");
        }
        return begins > 0 ? blockChange(word) : closingChange(word);
    }

    private int blockChange(String word) {
        return switch (word) {
            case "FOR", "WHILE" -> {
                loopWord = word;
                yield 0;
            }
            case "LOOP", "DO" -> {
                if (!loopWord.isEmpty()) {
                    String opening = loopWord;
                    loopWord = "";
                    yield push(opening);
                }
                yield word.equals("LOOP") ? push("LOOP") : closingChange(word);
            }
            case "IF", "CASE" -> push(word);
            default -> closingChange(word);
        };
    }

    private int closingChange(String word) {
        return switch (word) {
            case "END IF" -> popIf("IF");
            case "END FOR" -> popIf("FOR");
            case "END WHILE" -> popIf("WHILE");
            case "END LOOP" -> popIf("LOOP", "FOR", "WHILE");
            case "END CASE" -> popIf("CASE");
            case "END" -> {
                if (!blocks.isEmpty()) {
                    popIf(blocks.getLast());
                }
                yield -1;
            }
            default -> 0;
        };
    }

    private int push(String block) {
        blocks.addLast(block);
        begins += block.equals("BEGIN") ? 1 : 0;
        return 1;
    }

    private int popIf(String... wanted) {
        if (blocks.isEmpty() || !List.of(wanted).contains(blocks.getLast())) {
            return 0;
        }
        begins -= blocks.removeLast().equals("BEGIN") ? 1 : 0;
        return -1;
    }

    private static String firstWord(String text) {
        int end = 0;
        while (end < text.length() && !CharacterClass.isSpace(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end);
    }
}
