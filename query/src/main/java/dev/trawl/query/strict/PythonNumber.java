package dev.trawl.query.strict;

import java.math.BigDecimal;
import java.math.MathContext;

/** Floating-point numbers as Python prints them: the shortest digits that read back as the number. */
final class PythonNumber {
    private PythonNumber() {}

    /** {@code repr} of a float: {@code 1.0}, {@code 1e+16}, {@code 1e-05}, {@code inf}. */
    static String repr(double number) {
        String printed = shortest(number);
        return printed.matches("-?[0-9]+") ? printed + ".0" : printed;
    }

    /** The same without the {@code .0} of whole numbers, as the parts of a complex number are printed. */
    static String shortest(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return Double.isNaN(number) ? "nan" : number > 0 ? "inf" : "-inf";
        }
        String sign = Double.doubleToRawLongBits(number) < 0 ? "-" : "";
        BigDecimal decimal = shortestDecimal(Math.abs(number));
        if (decimal.signum() == 0) {
            return sign + "0";
        }
        String digits = decimal.unscaledValue().toString();
        int exponent = digits.length() - decimal.scale() - 1;
        if (exponent >= -4 && exponent < 16) {
            return sign + decimal.toPlainString();
        }
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        return sign + digits.charAt(0) + fraction + "e%s%02d".formatted(exponent < 0 ? "-" : "+", Math.abs(exponent));
    }

    /** Java prints two digits at least, Python one. */
    private static BigDecimal shortestDecimal(double number) {
        BigDecimal decimal = new BigDecimal(Double.toString(number));
        BigDecimal oneDigit = decimal.round(new MathContext(1));
        return (oneDigit.doubleValue() == number ? oneDigit : decimal).stripTrailingZeros();
    }

    /** Whether the text is how Python prints a float. */
    static boolean isRepr(String text) {
        try {
            return repr(Double.parseDouble(text)).equals(text);
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
