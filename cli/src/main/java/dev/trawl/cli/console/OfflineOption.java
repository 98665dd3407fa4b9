package dev.trawl.cli.console;

import java.util.HashMap;

/** The option that lets nothing be asked of the network; the variable {@code TRAWL_OFFLINE} says the same for all commands. */
public final class OfflineOption {
    private static final String VARIABLE = "TRAWL_OFFLINE";

    private final Parameter<Boolean> offline =
            Parameter.option("--offline").flag("Refuse to use the network. TRAWL_OFFLINE=1 says it for good.");

    public Parameter<Boolean> option() {
        return offline;
    }

    /** The world as the option wants it. */
    public Surroundings within(Surroundings surroundings) {
        if (!offline.value()) {
            return surroundings;
        }
        var variables = new HashMap<>(surroundings.variables());
        variables.put(VARIABLE, "1");
        return surroundings.withVariables(variables);
    }
}
