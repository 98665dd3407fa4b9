package dev.trawl.cli.explain;

import dev.trawl.query.CompiledFilter;
import dev.trawl.query.Explanation;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An explanation as JSON. */
public final class ExplanationJson {
    private ExplanationJson() {}

    public static ObjectNode of(Explanation explanation) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("filter", explanation.filter());
        json.put("condition", explanation.condition());
        json.put("query", explanation.compiled().query());
        json.put("exact", explanation.compiled().check() == CompiledFilter.Check.NONE);
        explanation
                .compiled()
                .thorough()
                .ifPresent(thorough -> json.putObject("thorough")
                        .put("query", thorough.query())
                        .put("exact", thorough.check() == CompiledFilter.Check.NONE));
        var terms = json.putArray("terms");
        explanation
                .compiled()
                .terms()
                .forEach(term -> terms.addObject().put("term", term.term()).put("documents", term.documents()));
        explanation
                .run()
                .ifPresent(run -> json.putObject("run")
                        .put("candidates", run.candidates())
                        .put("hits", run.hits())
                        .put("took_ms", run.milliseconds()));
        var absent = json.putArray("absent");
        explanation.absent().forEach(absent::add);
        var server = json.putObject("server");
        explanation.refusal().ifPresent(message -> server.put("refusal", message));
        var differences = server.putArray("differences");
        explanation
                .differences()
                .forEach(difference -> differences
                        .addObject()
                        .put("improvement", difference.improvement())
                        .put("sentence", difference.sentence()));
        return json;
    }
}
