package dev.trawl.query.strict;

import dev.trawl.query.strict.sql.GroupKind;
import dev.trawl.query.strict.sql.Token;
import dev.trawl.query.strict.sql.TokenType;
import java.math.BigInteger;
import java.util.Set;

/**
 * Reads the right side of a clause: {@code utils/search_utils.py} {@code _validate_assessment_comparison_value} and {@code _get_value}.
 * Which kinds of values there are depends on the key, before its alias is resolved.
 */
final class ValueReader {
    /** {@code SUPPORT_IN_COMPARISON_ATTRIBUTE_KEYS}. */
    private static final Set<String> LIST_ATTRIBUTES =
            Set.of("name", "status", "request_id", "run_id", "client_request_id");

    /** Python's {@code sys.get_int_max_str_digits()}. */
    private static final int MAX_DIGITS = 4300;

    private ValueReader() {}

    static ClauseValue read(SearchKey key, String comparator, Token token) {
        if (key.entity().isAssessment()) {
            checkAssessmentValue(key, comparator, token);
        }
        if (isText(token)) {
            return text(token.text());
        }
        return switch (key.entity()) {
            case ATTRIBUTE -> attributeValue(key, token);
            case TAG, SPAN -> {
                if (token.is(GroupKind.PARENTHESIS)) {
                    yield texts(token);
                }
                throw expectedText(key, token);
            }
            case REQUEST_METADATA, ISSUE -> throw expectedText(key, token);
            case FEEDBACK, EXPECTATION -> number(token);
        };
    }

    private static boolean isText(Token token) {
        return token.isOf(TokenType.STRING_SINGLE) || token.is(GroupKind.IDENTIFIER);
    }

    private static boolean isNumber(Token token) {
        return token.isOf(TokenType.NUMBER_INTEGER) || token.isOf(TokenType.NUMBER_FLOAT);
    }

    private static void checkAssessmentValue(SearchKey key, String comparator, Token token) {
        if (Comparators.ORDERING.contains(comparator)) {
            if (!isNumber(token)) {
                throw Refusal.invalid("Expected a numeric value for %s when using comparator '%s'. Got value %s"
                                .formatted(key.entity().printed(), comparator, token.text()))
                        .asException();
            }
        } else if (!isText(token)) {
            throw expectedText(key, token);
        }
    }

    private static RefusedException expectedText(SearchKey key, Token token) {
        return Refusal.invalid("Expected a quoted string value for %s (e.g. 'my-value'). Got value %s"
                        .formatted(key.entity().printed(), token.text()))
                .asException();
    }

    private static ClauseValue attributeValue(SearchKey key, Token token) {
        if (token.is(GroupKind.PARENTHESIS)) {
            if (!LIST_ATTRIBUTES.contains(key.name())) {
                throw Refusal.invalid("Only attributes in %s supports comparison with a list of quoted string values."
                                .formatted(PythonCollections.set(LIST_ATTRIBUTES)))
                        .asException();
            }
            return texts(token);
        }
        if (!isNumber(token)) {
            throw Refusal.invalid(
                            "Expected a quoted string value or a list of quoted string values for attributes. Got value %s"
                                    .formatted(token.text()))
                    .asException();
        }
        if (!key.isNumericAttribute()) {
            throw Refusal.invalid("Only the '%s' attributes support comparison with numeric values."
                            .formatted(PythonCollections.set(SearchKey.NUMERIC_ATTRIBUTES)))
                    .asException();
        }
        return number(token);
    }

    private static ClauseValue text(String written) {
        if (!Quotes.areAround(written)) {
            throw Refusal.invalid(
                            "Parameter value is either not quoted or unidentified quote types used for string value %s. Use either single or double quotes."
                                    .formatted(written))
                    .asException();
        }
        return new ClauseValue.Text(Quotes.without(written));
    }

    private static ClauseValue texts(Token token) {
        return new ClauseValue.Texts(PythonLists.texts(token.text()));
    }

    private static ClauseValue number(Token token) {
        String ascii = asciiDigits(token.text());
        if (token.isOf(TokenType.NUMBER_FLOAT)) {
            return new ClauseValue.Fraction(Double.parseDouble(ascii));
        }
        int digits = ascii.length() - (ascii.startsWith("-") ? 1 : 0);
        if (digits > MAX_DIGITS) {
            throw Refusal.internal(
                            "Exceeds the limit (%d digits) for integer string conversion: value has %d digits; use sys.set_int_max_str_digits() to increase the limit"
                                    .formatted(MAX_DIGITS, digits))
                    .asException();
        }
        return new ClauseValue.Whole(new BigInteger(ascii));
    }

    /** Python reads the decimal digits of every script. */
    private static String asciiDigits(String number) {
        var ascii = new StringBuilder(number.length());
        number.codePoints().forEach(codePoint -> {
            int digit = Character.digit(codePoint, 10);
            ascii.appendCodePoint(digit < 0 ? codePoint : '0' + digit);
        });
        return ascii.toString();
    }
}
