package dev.trawl.query.strict;

import dev.trawl.query.strict.PythonExpression.Bracket;
import dev.trawl.query.strict.PythonExpression.Constant;
import dev.trawl.query.strict.PythonExpression.Display;
import dev.trawl.query.strict.PythonExpression.Other;
import dev.trawl.query.strict.PythonExpression.Pair;
import dev.trawl.query.strict.PythonExpression.Pairs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what Python's operators join: names, constants, displays, comprehensions, calls and the like. */
final class PythonAtoms {
    private static final Set<String> TARGETS = Set.of("Name", "Attribute", "Subscript", "Starred", "Tuple", "List");

    private final PythonParser parser;

    PythonAtoms(PythonParser parser) {
        this.parser = parser;
    }

    /** {@code await a}, or an atom with attributes, calls and subscripts behind it. */
    PythonExpression primary() throws PythonSyntaxException {
        int line = parser.peek().line();
        if (parser.take("await")) {
            trailed();
            return new Other("Await", line);
        }
        return trailed();
    }

    private PythonExpression trailed() throws PythonSyntaxException {
        boolean set = parser.peek().is("set");
        PythonExpression value = atom();
        while (true) {
            if (parser.take(".")) {
                parser.require(PythonParser.isName(parser.next()));
                value = new Other("Attribute", value.line());
            } else if (parser.take("[")) {
                subscripts();
                value = new Other("Subscript", value.line());
            } else if (parser.take("(")) {
                boolean empty = parser.peek().is(")");
                arguments();
                value = set && empty ? new PythonExpression.EmptySet(value.line()) : new Other("Call", value.line());
            } else {
                return value;
            }
            set = false;
        }
    }

    private PythonExpression atom() throws PythonSyntaxException {
        PythonToken first = parser.peek();
        return switch (first.kind()) {
            case STRING -> parser.strings();
            case NUMBER -> {
                parser.next();
                yield new Constant(PythonConstants.number(first.text()), first.line());
            }
            case NAME -> {
                parser.next();
                if (first.is("None") || first.is("True") || first.is("False")) {
                    yield new Constant(new PythonValue.Named(first.text()), first.line());
                }
                parser.require(PythonParser.isName(first));
                yield new Other("Name", first.line());
            }
            case OPERATOR -> {
                parser.next();
                yield switch (first.text()) {
                    case "..." -> new Constant(new PythonValue.Named("Ellipsis"), first.line());
                    case "(" -> parenthesised(first.line());
                    case "[" -> sequence(Bracket.LIST, "]", "ListComp", first.line());
                    case "{" -> braced(first.line());
                    default -> throw new PythonSyntaxException();
                };
            }
            case NEWLINE, END -> throw new PythonSyntaxException();
        };
    }

    private PythonExpression parenthesised(int line) throws PythonSyntaxException {
        if (parser.peek().is("yield")) {
            return yielded();
        }
        boolean starred = parser.peek().is("*");
        if (parser.take(")")) {
            return new Display(Bracket.TUPLE, List.of(), line);
        }
        PythonExpression first = member();
        if (parser.peek().is(",")) {
            return membersAfter(first, Bracket.TUPLE, ")", line);
        }
        parser.require(!starred);
        boolean generator = comprehension();
        parser.expect(")");
        return generator ? new Other("GeneratorExp", line) : first;
    }

    private PythonExpression yielded() throws PythonSyntaxException {
        int line = parser.next().line();
        boolean from = parser.take("from");
        if (from) {
            parser.expression();
        } else if (!parser.peek().is(")")) {
            do {
                member();
            } while (parser.take(",") && !parser.peek().is(")"));
        }
        parser.expect(")");
        return new Other(from ? "YieldFrom" : "Yield", line);
    }

    private PythonExpression sequence(Bracket bracket, String closing, String comprehensionType, int line)
            throws PythonSyntaxException {
        if (parser.take(closing)) {
            return new Display(bracket, List.of(), line);
        }
        boolean starred = parser.peek().is("*");
        PythonExpression first = member();
        if (!starred && comprehension()) {
            parser.expect(closing);
            return new Other(comprehensionType, line);
        }
        return membersAfter(first, bracket, closing, line);
    }

    private PythonExpression membersAfter(PythonExpression first, Bracket bracket, String closing, int line)
            throws PythonSyntaxException {
        var members = new ArrayList<>(List.of(first));
        while (parser.take(",") && !parser.peek().is(closing)) {
            members.add(member());
        }
        parser.expect(closing);
        return new Display(bracket, members, line);
    }

    private PythonExpression braced(int line) throws PythonSyntaxException {
        if (parser.take("}")) {
            return new Pairs(List.of(), line);
        }
        if (!parser.peek().is("**")) {
            boolean starred = parser.peek().is("*");
            PythonExpression first = member();
            if (starred || !parser.peek().is(":")) {
                if (!starred && comprehension()) {
                    parser.expect("}");
                    return new Other("SetComp", line);
                }
                return membersAfter(first, Bracket.SET, "}", line);
            }
            parser.require(!first.type().equals("NamedExpr"));
            parser.expect(":");
            PythonExpression value = parser.expression();
            if (comprehension()) {
                parser.expect("}");
                return new Other("DictComp", line);
            }
            return pairsAfter(new Pair(Optional.of(first), value), line);
        }
        return pairsAfter(pair(), line);
    }

    private PythonExpression pairsAfter(Pair first, int line) throws PythonSyntaxException {
        var pairs = new ArrayList<>(List.of(first));
        while (parser.take(",") && !parser.peek().is("}")) {
            pairs.add(pair());
        }
        parser.expect("}");
        return new Pairs(pairs, line);
    }

    private Pair pair() throws PythonSyntaxException {
        if (parser.take("**")) {
            return new Pair(Optional.empty(), parser.operation(PythonParser.BIT_OR_LEVEL));
        }
        PythonExpression key = parser.expression();
        parser.expect(":");
        return new Pair(Optional.of(key), parser.expression());
    }

    /** {@code *a}, {@code a := b} or an expression. */
    private PythonExpression member() throws PythonSyntaxException {
        int line = parser.peek().line();
        if (parser.take("*")) {
            parser.operation(PythonParser.BIT_OR_LEVEL);
            return new Other("Starred", line);
        }
        return parser.namedExpression();
    }

    /** Takes {@code for a in b if c …}, if it is there. */
    private boolean comprehension() throws PythonSyntaxException {
        boolean found = false;
        while (parser.peek().is("for")
                || (parser.peek().is("async") && parser.peekSecond().is("for"))) {
            parser.take("async");
            parser.expect("for");
            do {
                parser.take("*");
                PythonExpression target = parser.operation(PythonParser.BIT_OR_LEVEL);
                parser.require(TARGETS.contains(target.type()));
            } while (parser.take(",") && !parser.peek().is("in"));
            parser.expect("in");
            parser.operation(1);
            while (parser.take("if")) {
                parser.operation(1);
            }
            found = true;
        }
        return found;
    }

    /** Positional arguments, then named ones; {@code *a} may stand among both, {@code **a} ends the positional ones as well. */
    private void arguments() throws PythonSyntaxException {
        boolean named = false;
        boolean unpacked = false;
        boolean alone = true;
        while (!parser.take(")")) {
            if (parser.take("**")) {
                parser.expression();
                unpacked = true;
            } else if (parser.take("*")) {
                parser.require(!unpacked);
                parser.expression();
            } else if (PythonParser.isName(parser.peek()) && parser.peekSecond().is("=")) {
                parser.next();
                parser.next();
                parser.expression();
                named = true;
            } else {
                parser.require(!named && !unpacked);
                parser.namedExpression();
                if (comprehension()) {
                    parser.require(alone && parser.peek().is(")"));
                }
            }
            alone = false;
            parser.require(parser.peek().is(")") || parser.peek().is(","));
            parser.take(",");
        }
    }

    private void subscripts() throws PythonSyntaxException {
        do {
            if (!parser.peek().is(":")) {
                member();
            }
            for (int colons = 0; colons < 2 && parser.take(":"); colons++) {
                if (!parser.peek().is(":")
                        && !parser.peek().is(",")
                        && !parser.peek().is("]")) {
                    parser.expression();
                }
            }
        } while (parser.take(",") && !parser.peek().is("]"));
        parser.expect("]");
    }
}
