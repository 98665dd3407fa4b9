package dev.trawl.query.strict;

import dev.trawl.trace.MlflowKey;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Token usage and cost, which MLflow keeps in columns. A text equals them only if it is the JSON that MLflow itself would print of them:
 * {@code store/tracking/utils/trace_analytics.py}.
 */
final class ColumnMetadata {
    private static final List<String> TOKEN_ITEMS = List.of(
            "input_tokens",
            "output_tokens",
            "total_tokens",
            "cache_read_input_tokens",
            "cache_creation_input_tokens",
            "cache_creation_input_tokens_above_1hr");
    private static final List<String> COST_ITEMS = List.of("input_cost", "output_cost", "total_cost");
    private static final Pattern ITEM = Pattern.compile("\"([a-z_0-9]+)\": (-?[0-9.e+-]+)(, |\\}$)");
    private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,18}");

    private ColumnMetadata() {}

    /** The numbers in MLflow's own JSON of the metadata; none when the text is not that JSON. */
    static List<ClauseValue> items(String key, String json) {
        boolean tokens = key.equals(MlflowKey.TRACE_TOKENS);
        List<String> names = tokens ? TOKEN_ITEMS : COST_ITEMS;
        var values = new ArrayList<ClauseValue>();
        Matcher item = ITEM.matcher(json);
        int place = json.startsWith("{") ? 1 : json.length();
        int last = -1;
        while (place < json.length() && item.find(place) && item.start() == place) {
            int name = names.indexOf(item.group(1));
            String number = item.group(2);
            if (name <= last || !(tokens ? isTokenCount(number) : PythonNumber.isRepr(number))) {
                return List.of();
            }
            values.add(
                    tokens
                            ? new ClauseValue.Whole(new BigInteger(number))
                            : new ClauseValue.Fraction(Double.parseDouble(number)));
            last = name;
            place = item.end();
        }
        return place == json.length() && json.endsWith("}") ? values : List.of();
    }

    private static boolean isTokenCount(String number) {
        return INTEGER.matcher(number).matches() && new BigInteger(number).bitLength() < Long.SIZE;
    }
}
