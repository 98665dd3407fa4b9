package dev.trawl.query.bind;

import dev.trawl.query.parse.Key;
import dev.trawl.trace.MlflowKey;

/**
 * MLflow's reading of {@code run_id}: with {@code =} it means runs in which a trace was made and runs linked to it; any
 * other operator sees only the metadata {@code mlflow.sourceRun} (sqlalchemy_store.py 3.17.2, line 10566). The metadata
 * key itself is read the same way, and so are the prompts that MLflow keeps in a tag.
 */
final class RunField {
    private RunField() {}

    static BoundField ifEqual(BoundField field) {
        if (!(field instanceof BoundField.OfTrace ofTrace)) {
            return field;
        }
        if (ofTrace.field() instanceof TraceField.Metadata metadata
                && metadata.key().equals(MlflowKey.SOURCE_RUN)) {
            return text(TraceField.Attribute.RUN);
        }
        return ofTrace.field() instanceof TraceField.Tag tag && tag.key().equals(MlflowKey.LINKED_PROMPTS)
                ? text(TraceField.Attribute.PROMPT)
                : field;
    }

    static BoundField unlessEqual(BoundField field) {
        return is(TraceField.Attribute.RUN, field) ? text(new TraceField.Metadata(MlflowKey.SOURCE_RUN)) : field;
    }

    /** A server sorts by the text of the tag for {@code tags.prompt} and has no order by {@code prompt}, which is trawl's own. */
    static BoundField inOrder(Key key, BoundField field) {
        return isPrompt(field) && !ofTrace(key)
                ? text(new TraceField.Tag(MlflowKey.LINKED_PROMPTS))
                : unlessEqual(field);
    }

    static boolean isPrompt(BoundField field) {
        return is(TraceField.Attribute.PROMPT, field);
    }

    private static BoundField text(TraceField field) {
        return new BoundField.OfTrace(field, FieldType.TEXT);
    }

    /** As {@code equals} of a record would say, which takes Java some milliseconds to set up. */
    private static boolean is(TraceField.Attribute attribute, BoundField field) {
        return field instanceof BoundField.OfTrace ofTrace && ofTrace.field() == attribute;
    }

    private static boolean ofTrace(Key key) {
        return switch (key.entity().orElse("trace")) {
            case "trace", "attribute", "attributes" -> true;
            default -> false;
        };
    }
}
