package org.realmscope.rmm.rsi;

import java.util.EnumMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RsiCommand;
import org.realmscope.rmm.attestation.TokenBuffer;
import org.realmscope.rmm.choices.RmmChoices;

/** The RSI commands of an RMM. */
public final class RsiTable {
    private final EnumMap<RsiCommand, RsiHandler> handlers = new EnumMap<>(RsiCommand.class);

    public RsiTable(RmmChoices choices, TokenBuffer tokens) {
        for (RsiHandler handler : List.of(
                new Version(),
                new Features(),
                new MeasurementRead(),
                new MeasurementExtend(),
                new AttestationTokenInit(tokens),
                new AttestationTokenContinue(tokens),
                new RealmConfig(),
                new IpaStateSet(choices),
                new IpaStateGet(),
                new HostCall())) {
            handlers.put(handler.command(), handler);
        }
    }

    /** The handler of a command; null only if {@code command} is. */
    public @Nullable RsiHandler handler(@Nullable RsiCommand command) {
        return command == null ? null : handlers.get(command);
    }
}
