package org.realmscope.adapter.debuggee;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiCommand;
import org.realmscope.debug.dwarf.SourceFile;
import org.realmscope.debug.inspect.AddressSpace;
import org.realmscope.debug.inspect.CommandCondition;
import org.realmscope.debug.inspect.CommandConditions;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.debug.inspect.RealmSelector;
import org.realmscope.debug.model.ModelSources;
import org.realmscope.debug.symbols.CodePosition;
import org.realmscope.debug.symbols.ProgramImage;
import org.realmscope.debug.symbols.ScopedSymbols;
import org.realmscope.debug.symbols.SymbolScopes;
import org.realmscope.machine.history.FaultRecord;
import org.realmscope.machine.history.RmiCallRecord;
import org.realmscope.protocol.FaultInfo;
import org.realmscope.protocol.RmiCallInfo;

/** The programs on a machine, with their symbols and sources, and the texts of the RMM's commands. */
public final class Programs {
    private final SymbolScopes symbols;
    private final ModelSources models;
    private final SourceTable sources;
    private final HostFunctions hostFunctions;
    private final @Nullable CommandConditions conditions;
    /** Locations of instructions that have been looked for, by realm and address. */
    private final Map<List<Long>, Optional<FaultInfo.Location>> locations = new LinkedHashMap<>();

    /** @param sourceMap directories of sources by how their paths begin in debug information */
    Programs(Workload run, Map<String, Path> sourceMap) {
        this.symbols = new SymbolScopes(run.images());
        this.models = new ModelSources(run.machine());
        this.sources = new SourceTable(
                symbols, models, sourceMap, run.hostDirectory(), run.file().getParent());
        this.hostFunctions = new HostFunctions(symbols);
        this.conditions = CommandConditions.of(run.machine());
    }

    public SymbolScopes symbols() {
        return symbols;
    }

    /** The texts of the RMM's commands; none if it is an image. */
    public ModelSources models() {
        return models;
    }

    public SourceTable sources() {
        return sources;
    }

    /**
     * The functions of the host that a chain of return addresses leads through, as {@link HostFunctions#of}.
     *
     * @param returnAddresses innermost first
     */
    public List<String> hostFunctions(List<Long> returnAddresses) {
        return hostFunctions.of(returnAddresses);
    }

    /** The condition that failed a call; null if none did, or it is not known. */
    RmiCallInfo.@Nullable FailedCondition failedCondition(RmiCallRecord call) {
        CommandConditions known = conditions;
        RmiCommand command = call.command();
        Integer number = call.failedCondition();
        if (known == null || command == null || number == null) {
            return null;
        }
        CommandCondition failed = known.of(command).get(number);
        return new RmiCallInfo.FailedCondition(failed.label(), failed.predicate());
    }

    /** Where a realm's instruction is in its source; null if it is not known. */
    FaultInfo.@Nullable Location location(FaultRecord.Guest guest) {
        return locations
                .computeIfAbsent(List.of((long) guest.realm(), guest.pc()), key -> Optional.ofNullable(find(guest)))
                .orElse(null);
    }

    private FaultInfo.@Nullable Location find(FaultRecord.Guest guest) {
        CodePosition position = ofRealm(guest.realm(), guest.pc());
        SourceFile file = position == null ? null : position.source().file();
        if (position == null || file == null || !position.source().isKnown()) {
            return null;
        }
        String function = position.function();
        String path = sources.source(file.path()).getPath();
        return new FaultInfo.Location(path, position.source().line(), function == null ? "" : function);
    }

    /**
     * What an address of a realm's code is; null if no program of the realm has it.
     *
     * @param realm number of the realm in the order of creation, from 0
     */
    public @Nullable CodePosition ofRealm(int realm, long va) {
        RealmSelector selector = new RealmSelector.Numbered(realm);
        for (ProgramImage image : symbols.images()) {
            if (selector.equals(image.realm()) && image.hasCode(va)) {
                return SymbolScopes.position(image, va);
            }
        }
        return null;
    }

    /** What an address of code is; null if no program has it. */
    public @Nullable CodePosition position(Inspection view, AddressSpace space, long va) {
        ProgramImage image = new ScopedSymbols(symbols, view).imageAt(space, va);
        return image == null ? null : SymbolScopes.position(image, va);
    }
}
