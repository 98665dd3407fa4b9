package dev.trawl.query.bind;

import dev.trawl.query.parse.Key;
import dev.trawl.trace.MlflowKey;

/**
 * MLflow's reading of {@code run_id}: with {@code =} it means runs in which a trace was made and runs linked to it; any
 * other operator sees only the metadata {@code mlflow.sourceRun} (sqlalchemy_store.py 3.17.2, line 10566). The metadata
 * key itself is read the same way, and so are the prompts that MLflow keeps in a tag.
 */
final class RunField {
    private static final BoundField RUN = new BoundField.OfTrace(TraceField.Attribute.RUN, FieldType.TEXT);
    private static final BoundField PROMPT = new BoundField.OfTrace(TraceField.Attribute.PROMPT, FieldType.TEXT);
    private static final TraceField SOURCE_RUN = new TraceField.Metadata(MlflowKey.SOURCE_RUN);
    private static final TraceField LINKED_PROMPTS = new TraceField.Tag(MlflowKey.LINKED_PROMPTS);

    private RunField() {}

    static BoundField ifEqual(BoundField field) {
        if (field instanceof BoundField.OfTrace ofTrace) {
            if (ofTrace.field().equals(SOURCE_RUN)) {
                return RUN;
            }
            if (ofTrace.field().equals(LINKED_PROMPTS)) {
                return PROMPT;
            }
        }
        return field;
    }

    static BoundField unlessEqual(BoundField field) {
        return field.equals(RUN) ? new BoundField.OfTrace(SOURCE_RUN, FieldType.TEXT) : field;
    }

    /** A server sorts by the text of the tag for {@code tags.prompt} and has no order by {@code prompt}, which is trawl's own. */
    static BoundField inOrder(Key key, BoundField field) {
        return field.equals(PROMPT) && !ofTrace(key)
                ? new BoundField.OfTrace(LINKED_PROMPTS, FieldType.TEXT)
                : unlessEqual(field);
    }

    private static boolean ofTrace(Key key) {
        return switch (key.entity().orElse("trace")) {
            case "trace", "attribute", "attributes" -> true;
            default -> false;
        };
    }
}
