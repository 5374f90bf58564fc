package org.realmscope.rmm.rmi;

import java.util.EnumMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiCommand;
import org.realmscope.rmm.choices.RmmChoices;
import org.realmscope.rmm.run.RecRuns;

/** The RMI commands of an RMM. */
public final class RmiTable {
    private final EnumMap<RmiCommand, RmiHandler> handlers = new EnumMap<>(RmiCommand.class);

    public RmiTable(RmmChoices choices, RecRuns runs) {
        for (RmiHandler handler : List.of(
                new Version(),
                new Features(),
                new GranuleDelegate(),
                new GranuleUndelegate(),
                new RealmCreate(choices),
                new RealmActivate(),
                new RealmDestroy(),
                new RecAuxCount(),
                new RecCreate(choices),
                new RecDestroy(),
                new RecEnter(choices, runs),
                new PsciComplete(choices),
                new DataCreate(choices),
                new DataCreateUnknown(),
                new DataDestroy(),
                new RttCreate(),
                new RttDestroy(),
                new RttFold(choices),
                new RttInitRipas(choices),
                new RttSetRipas(choices),
                new RttMapUnprotected(),
                new RttUnmapUnprotected(),
                new RttReadEntry())) {
            handlers.put(handler.command(), handler);
        }
    }

    /** The handler of a command; null only if {@code command} is. */
    public @Nullable RmiHandler handler(@Nullable RmiCommand command) {
        return command == null ? null : handlers.get(command);
    }
}
