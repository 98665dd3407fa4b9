package dev.trawl.query.strict;

import dev.trawl.query.strict.PythonExpression.Bracket;
import dev.trawl.query.strict.PythonExpression.Constant;
import dev.trawl.query.strict.PythonExpression.Display;
import dev.trawl.query.strict.PythonExpression.Other;
import dev.trawl.query.strict.PythonToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a Python expression: the expression half of Python 3.11's grammar, by precedence climbing. It keeps of the tree what
 * {@code ast.literal_eval} looks at. Operators bind, from 1: {@code or}, {@code and}, {@code not}, comparisons, {@code |}, {@code ^},
 * {@code &}, shifts, sums, products, signs, powers.
 */
final class PythonParser {
    /** Python's {@code MAXLEVEL}: open brackets. */
    static final int MAX_BRACKETS = 200;

    /** Nested signs and the like from which Python gives up with a {@code RecursionError}; about, it depends on its callers. */
    private static final int MAX_DEPTH = 900;

    private static final int COMPARISON_LEVEL = 4;
    static final int BIT_OR_LEVEL = 5;
    private static final int SUM_LEVEL = 9;
    private static final int SIGN_LEVEL = 11;
    private static final Set<String> KEYWORDS = Set.of(
            "False",
            "None",
            "True",
            "and",
            "as",
            "assert",
            "async",
            "await",
            "break",
            "class",
            "continue",
            "def",
            "del",
            "elif",
            "else",
            "except",
            "finally",
            "for",
            "from",
            "global",
            "if",
            "import",
            "in",
            "is",
            "lambda",
            "nonlocal",
            "not",
            "or",
            "pass",
            "raise",
            "return",
            "try",
            "while",
            "with",
            "yield");

    private final List<PythonToken> tokens;
    private final PythonAtoms atoms = new PythonAtoms(this);
    private int place;
    private int depth;

    private PythonParser(List<PythonToken> tokens) {
        this.tokens = tokens;
    }

    static PythonExpression parse(String source) throws PythonSyntaxException {
        var parser = new PythonParser(PythonTokenizer.tokens(source));
        PythonExpression expression = parser.expressions();
        while (parser.peek().kind() == Kind.NEWLINE) {
            parser.next();
        }
        parser.require(parser.peek().kind() == Kind.END);
        return expression;
    }

    private PythonExpression expressions() throws PythonSyntaxException {
        int line = peek().line();
        PythonExpression first = expression();
        if (!peek().is(",")) {
            return first;
        }
        var members = new ArrayList<>(List.of(first));
        while (take(",") && peek().kind() != Kind.NEWLINE && peek().kind() != Kind.END) {
            members.add(expression());
        }
        return new Display(Bracket.TUPLE, members, line);
    }

    /** {@code a}, {@code a if b else c}, {@code lambda: a}. */
    PythonExpression expression() throws PythonSyntaxException {
        enter();
        int line = peek().line();
        PythonExpression value;
        if (take("lambda")) {
            lambdaParameters();
            expression();
            value = new Other("Lambda", line);
        } else {
            value = operation(1);
            if (take("if")) {
                operation(1);
                expect("else");
                expression();
                value = new Other("IfExp", line);
            }
        }
        depth--;
        return value;
    }

    private void enter() {
        if (++depth > MAX_DEPTH) {
            throw Refusal.internal("maximum recursion depth exceeded during ast construction")
                    .asException();
        }
    }

    /** {@code expression()} or {@code name := expression()}. */
    PythonExpression namedExpression() throws PythonSyntaxException {
        int line = peek().line();
        if (isName(peek()) && tokens.get(place + 1).is(":=")) {
            place += 2;
            expression();
            return new Other("NamedExpr", line);
        }
        return expression();
    }

    private void lambdaParameters() throws PythonSyntaxException {
        while (!take(":")) {
            if (!take("/")) {
                boolean starred = take("*") || take("**");
                if (isName(peek())) {
                    next();
                    if (take("=")) {
                        expression();
                    }
                } else {
                    require(starred);
                }
            }
            require(peek().is(",") || peek().is(":"));
            take(",");
        }
    }

    /** An expression of operators that bind at least as tightly as {@code level}. */
    PythonExpression operation(int level) throws PythonSyntaxException {
        enter();
        PythonExpression left = prefixed(level);
        for (int found = binaryLevel(); found >= level; found = binaryLevel()) {
            String operator = operator();
            PythonExpression right = operation(found + 1);
            if (found == SUM_LEVEL) {
                left = new PythonExpression.Sum(left, operator.equals("-"), right, left.line());
            } else {
                String type = found <= 2 ? "BoolOp" : found == COMPARISON_LEVEL ? "Compare" : "BinOp";
                left = new Other(type, left.line());
            }
        }
        depth--;
        return left;
    }

    private PythonExpression prefixed(int level) throws PythonSyntaxException {
        PythonToken first = peek();
        if (first.is("not") && level <= COMPARISON_LEVEL - 1) {
            next();
            operation(COMPARISON_LEVEL - 1);
            return new Other("UnaryOp", first.line());
        }
        if (first.is("-") || first.is("+")) {
            next();
            return new PythonExpression.Signed(first.is("-"), operation(SIGN_LEVEL), first.line());
        }
        if (take("~")) {
            operation(SIGN_LEVEL);
            return new Other("UnaryOp", first.line());
        }
        PythonExpression value = atoms.primary();
        if (!take("**")) {
            return value;
        }
        operation(SIGN_LEVEL);
        return new Other("BinOp", value.line());
    }

    /** How tightly the operator that comes next binds; 0 if none does. */
    private int binaryLevel() {
        PythonToken token = peek();
        if (token.kind() == Kind.NAME) {
            return switch (token.text()) {
                case "or" -> 1;
                case "and" -> 2;
                case "in", "is" -> COMPARISON_LEVEL;
                case "not" -> tokens.get(place + 1).is("in") ? COMPARISON_LEVEL : 0;
                default -> 0;
            };
        }
        if (token.kind() != Kind.OPERATOR) {
            return 0;
        }
        return switch (token.text()) {
            case "==", "!=", "<", "<=", ">", ">=" -> COMPARISON_LEVEL;
            case "|" -> BIT_OR_LEVEL;
            case "^" -> 6;
            case "&" -> 7;
            case "<<", ">>" -> 8;
            case "+", "-" -> SUM_LEVEL;
            case "*", "/", "//", "%", "@" -> 10;
            default -> 0;
        };
    }

    private String operator() {
        String operator = next().text();
        if (operator.equals("not") || operator.equals("is")) {
            take(operator.equals("is") ? "not" : "in");
        }
        return operator;
    }

    /** The value of strings side by side, or the f-string they are. */
    PythonExpression strings() throws PythonSyntaxException {
        var strings = new ArrayList<PythonToken>();
        while (peek().kind() == Kind.STRING) {
            strings.add(next());
        }
        int line = strings.getFirst().line();
        Optional<PythonValue> value = PythonConstants.strings(strings);
        return value.isPresent() ? new Constant(value.get(), line) : new Other("JoinedStr", line);
    }

    static boolean isName(PythonToken token) {
        return token.kind() == Kind.NAME && !KEYWORDS.contains(token.text());
    }

    PythonToken peek() {
        return tokens.get(place);
    }

    PythonToken peekSecond() {
        return tokens.get(Math.min(place + 1, tokens.size() - 1));
    }

    PythonToken next() {
        PythonToken token = tokens.get(place);
        if (token.kind() != Kind.END) {
            place++;
        }
        return token;
    }

    boolean take(String text) {
        boolean found = peek().is(text);
        if (found) {
            next();
        }
        return found;
    }

    void expect(String text) throws PythonSyntaxException {
        require(take(text));
    }

    void require(boolean condition) throws PythonSyntaxException {
        if (!condition) {
            throw new PythonSyntaxException();
        }
    }
}
