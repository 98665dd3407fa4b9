package dev.trawl.query.lucene;

import dev.trawl.index.IndexField;
import dev.trawl.index.Terms;
import dev.trawl.query.text.Grams;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/** Shows a compiled query in one line, grams as their letters, joints as their hashes. */
final class QueryText {
    private QueryText() {}

    static String of(Query query) {
        return switch (query) {
            case MatchAllDocsQuery all -> "every document";
            case MatchNoDocsQuery none -> "no document";
            case ConstantScoreQuery constant -> of(constant.getQuery());
            case TermQuery term -> term(term.getTerm().field(), term.getTerm().bytes());
            case BooleanQuery bool -> bool(bool);
            default -> query.toString();
        };
    }

    private static String bool(BooleanQuery query) {
        var required = new ArrayList<String>();
        var optional = new ArrayList<String>();
        for (BooleanClause clause : query) {
            switch (clause.occur()) {
                case MUST, FILTER -> required.add(of(clause.query()));
                case SHOULD -> optional.add(of(clause.query()));
                case MUST_NOT -> required.add("not " + of(clause.query()));
            }
        }
        return required.isEmpty() ? joined(optional, " or ") : joined(required, " and ");
    }

    private static String joined(List<String> parts, String word) {
        return parts.stream().collect(Collectors.joining(word, "(", ")"));
    }

    static String term(String field, BytesRef term) {
        if (field.equals(IndexField.TEXT_GRAMS)) {
            return "text:\"" + Grams.text(term) + "\"";
        }
        if (field.equals(IndexField.TEXT_JOINTS)) {
            return "joint:" + HexFormat.of().formatHex(term.bytes, term.offset, term.offset + term.length);
        }
        return field + ":\"" + Terms.text(term).replace('\u0000', '=') + "\"";
    }
}
