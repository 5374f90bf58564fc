package org.realmscope.adapter.debuggee;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.inspect.AddressSpace;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.debug.inspect.RealmSelector;
import org.realmscope.debug.model.ModelSources;
import org.realmscope.debug.symbols.CodePosition;
import org.realmscope.debug.symbols.ProgramImage;
import org.realmscope.debug.symbols.ScopedSymbols;
import org.realmscope.debug.symbols.SymbolScopes;

/** The programs on a machine, with their symbols and sources, and the texts of the RMM's commands. */
public final class Programs {
    private final SymbolScopes symbols;
    private final ModelSources models;
    private final SourceTable sources;

    /** @param sourceMap directories of sources by how their paths begin in debug information */
    Programs(Workload run, Map<String, Path> sourceMap) {
        this.symbols = new SymbolScopes(run.images());
        this.models = new ModelSources(run.machine());
        this.sources = new SourceTable(symbols, models, sourceMap, run.file().getParent());
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
