package org.realmscope.debug.control;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiCommand;
import org.realmscope.abi.RmiStatus;
import org.realmscope.debug.elf.ElfFile;
import org.realmscope.debug.elf.ElfSymbol;
import org.realmscope.debug.inspect.AddressSpace;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.debug.inspect.Regime;
import org.realmscope.debug.inspect.RttEntry;
import org.realmscope.machine.event.MachineEvent;
import org.realmscope.platform.pe.Pe;

/**
 * Sees that the host frees a page while the RTT of a realm maps it as Non-secure memory: where the function begins with
 * which the host frees pages, which is given an address and the binary logarithm of the number of pages. And that the
 * host has a page mapped that is free already: where RMI_RTT_MAP_UNPROTECTED has succeeded, if the host's lists of free
 * pages are known.
 */
public final class FreedPages implements HazardSource {
    /** Symbol of the host image at the function. */
    public static final String SYMBOL = "free_pages";

    private static final long PAGE = 4096;
    private static final int MAX_ORDER = 20;

    private final Inspection view;
    private final List<BreakpointStatus.Place> places;
    /** What is mapped, null if it has to be found out again. */
    private @Nullable NsMappings mappings;
    /** What the machine said of its realms when it was found out. */
    private long changes;

    /** Null if they are not known. */
    private final @Nullable FreeLists free;

    private FreedPages(Inspection view, List<BreakpointStatus.Place> places, @Nullable FreeLists free) {
        this.view = view;
        this.free = free;
        this.places = List.copyOf(places);
    }

    /**
     * The source for a host image. It sees nothing if the image has no such function, or the RMM is an image, whose
     * tables only it can read.
     */
    public static FreedPages of(Inspection view, ElfFile host) {
        AddressSpace space = new AddressSpace.Virtual(Regime.EL2N);
        List<BreakpointStatus.Place> places = host.symbols().named(SYMBOL).stream()
                .filter(symbol -> symbol.isFunction() && symbol.isDefined())
                .map(ElfSymbol::address)
                .map(address -> new BreakpointStatus.Place(space, address))
                .toList();
        return new FreedPages(
                view,
                view.knowsRealms() ? places : List.of(),
                FreeLists.of(view.machine().platform().memory, host));
    }

    @Override
    public boolean knows(Hazard hazard) {
        return hazard == Hazard.NS_MAPPING_OF_FREED_PAGE && !places.isEmpty();
    }

    @Override
    public List<BreakpointStatus.Place> places(Hazard hazard) {
        return knows(hazard) ? places : List.of();
    }

    @Override
    public void moved() {
        mappings = null;
    }

    @Override
    public @Nullable Occurrence check(Hazard hazard, MachineEvent event) {
        if (!knows(hazard)
                || !(event instanceof MachineEvent.RmiReturn result)
                || RmiStatus.of(result.results().getFirst()) != RmiStatus.SUCCESS) {
            return null;
        }
        NsMappings known = mappings;
        if (known != null) {
            changed(known, result);
        }
        return result.command() == RmiCommand.RTT_MAP_UNPROTECTED ? mapped(result) : null;
    }

    private @Nullable Occurrence mapped(MachineEvent.RmiReturn result) {
        long rd = result.arguments().getFirst();
        RttEntry entry = view.rttLeaf(rd, result.arguments().get(1));
        long pa = free == null ? -1 : free.firstFree(entry.outputAddress(), entry.size());
        if (pa < 0) {
            return null;
        }
        long ipa = entry.ipa() + pa - entry.outputAddress();
        return occurrence("the host maps pa 0x%x, which is free, at ipa 0x%x of the realm with RD 0x%x", pa, ipa, rd);
    }

    private void changed(NsMappings known, MachineEvent.RmiReturn result) {
        RmiCommand command = result.command();
        long rd = result.arguments().getFirst();
        if (command == RmiCommand.RTT_MAP_UNPROTECTED) {
            known.add(rd, view.rttLeaf(rd, result.arguments().get(1)));
        } else if (command == RmiCommand.RTT_UNMAP_UNPROTECTED) {
            known.remove(rd, result.arguments().get(1));
        } else if (command == RmiCommand.RTT_CREATE
                || command == RmiCommand.RTT_FOLD
                || command == RmiCommand.RTT_DESTROY) {
            // The same IPAs are mapped by other entries now.
            moved();
        }
    }

    @Override
    public @Nullable Occurrence checkAt(Hazard hazard, Pe pe) {
        if (!knows(hazard)) {
            return null;
        }
        NsMappings known = mappings;
        if (known == null || changes != view.machine().realmChanges()) {
            known = NsMappings.of(view);
            changes = view.machine().realmChanges();
            mappings = known;
        }
        long pa = pe.x[0];
        int order = (int) Math.min(pe.x[1] & 0xffff_ffffL, MAX_ORDER);
        NsMappings.Mapping found = known.overlapping(pa, PAGE << order);
        if (found == null) {
            return null;
        }
        long freed = Math.max(pa, found.pa());
        long ipa = found.ipa() + Math.max(pa - found.pa(), 0);
        return occurrence(
                "the host frees pa 0x%x, which is mapped at ipa 0x%x of the realm with RD 0x%x",
                freed, ipa, found.rd());
    }

    private Occurrence occurrence(String what, long pa, long ipa, long rd) {
        List<EventField> fields = List.of(
                EventField.hexadecimal("pa", pa),
                EventField.hexadecimal("ipa", ipa),
                EventField.hexadecimal(EventVocabulary.RD, rd),
                EventField.decimal(EventVocabulary.REALM, view.realmNumber(rd)));
        return new Occurrence(what.formatted(pa, ipa, rd), "a mapping of a freed page", fields, Map.of());
    }
}
