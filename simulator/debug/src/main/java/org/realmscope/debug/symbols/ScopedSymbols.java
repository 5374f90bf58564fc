package org.realmscope.debug.symbols;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.dwarf.LoadedImage;
import org.realmscope.debug.inspect.AddressSpace;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.debug.inspect.RealmSelector;
import org.realmscope.debug.inspect.Regime;
import org.realmscope.platform.pe.Pe;

/** Symbols for what a machine executes: which image counts depends on the realm that a PE runs. */
public final class ScopedSymbols {
    private final SymbolScopes scopes;
    private final Inspection view;
    /** What each selector has last been found to name; a realm keeps its RD as long as it exists. */
    private final Map<RealmSelector, Long> found = new LinkedHashMap<>();

    public ScopedSymbols(SymbolScopes scopes, Inspection view) {
        this.scopes = scopes;
        this.view = view;
    }

    public SymbolScopes scopes() {
        return scopes;
    }

    public Inspection view() {
        return view;
    }

    /** The regime in which a PE executes, null if nothing that runs there can have symbols. */
    public @Nullable Regime regime(Pe pe) {
        for (Regime regime : Regime.values()) {
            boolean isNative = regime == Regime.EL2R && view.knowsRealms();
            if (regime.isCurrent(pe) && !isNative) {
                return regime;
            }
        }
        return null;
    }

    /**
     * The image that has the code at an address in what a PE executes; null if none has.
     *
     * @param va virtual address
     */
    public @Nullable ProgramImage imageAt(Pe pe, long va) {
        Regime regime = regime(pe);
        return regime == null ? null : imageAt(regime, view.runningRealm(pe.index), va);
    }

    /** The image that has the code at an address of a space; null if none has. */
    public @Nullable ProgramImage imageAt(AddressSpace space, long va) {
        if (!(space instanceof AddressSpace.Virtual(Regime regime, int pe, RealmSelector realm))) {
            return null;
        }
        long running = pe < 0 ? RealmSelector.NONE : view.runningRealm(pe);
        return imageAt(regime, realm == null ? running : realm.find(view.realms()), va);
    }

    /**
     * The image that has the code at an address; null if none has.
     *
     * @param rd of the realm in whose programs to look, or {@link RealmSelector#NONE} if that cannot be known
     */
    public @Nullable ProgramImage imageAt(Regime regime, long rd, long va) {
        for (ProgramImage image : scopes.images()) {
            if (image.regime() == regime && image.hasCode(va) && isOf(image, rd)) {
                return image;
            }
        }
        return null;
    }

    /** Finds the images of a world and realm, for unwinding. */
    public LoadedImage.Finder finder(Regime regime, long rd) {
        return pc -> {
            ProgramImage image = imageAt(regime, rd, pc);
            return image == null ? null : image.loaded();
        };
    }

    private boolean isOf(ProgramImage image, long rd) {
        RealmSelector selector = image.realm();
        return selector == null || rd == RealmSelector.NONE || rdOf(selector) == rd;
    }

    private long rdOf(RealmSelector selector) {
        Long known = found.get(selector);
        if (known != null && view.isRealm(known)) {
            return known;
        }
        long rd = selector.find(view.realms());
        found.put(selector, rd);
        return rd;
    }
}
