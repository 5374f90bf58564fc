package org.realmscope.debug.explain;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.inspect.AddressSpace;
import org.realmscope.debug.inspect.GranuleUse;
import org.realmscope.debug.inspect.Hipas;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.debug.inspect.Location;
import org.realmscope.debug.inspect.RealmSelector;
import org.realmscope.debug.inspect.Regime;
import org.realmscope.debug.inspect.RttEntry;
import org.realmscope.machine.event.FaultKind;
import org.realmscope.machine.event.MachineEvent;
import org.realmscope.platform.PhysicalAddressSpace;
import org.realmscope.platform.SecurityState;

/** Accesses to granules of another physical address space. */
final class GranuleFault {
    private static final int EC_INSTRUCTION_ABORT_LOWER_EL = 0x20;
    private static final int EC_DATA_ABORT = 0x25;

    private GranuleFault() {}

    /** Whether an exception is a granule protection fault. */
    static boolean isOne(MachineEvent.ExceptionTaken taken) {
        int exceptionClass = taken.syndrome().exceptionClass();
        return exceptionClass >= EC_INSTRUCTION_ABORT_LOWER_EL
                && exceptionClass <= EC_DATA_ABORT
                && FaultKind.of(taken.syndrome().faultStatusCode()) == FaultKind.GRANULE_PROTECTION;
    }

    /** Explains one where the machine stands right behind it. */
    static Explanation explain(MachineEvent.ExceptionTaken taken, Inspection view) {
        return taken.world() == SecurityState.REALM ? ofRealm(taken, view) : ofHost(taken, view);
    }

    private static Explanation ofHost(MachineEvent.ExceptionTaken taken, Inspection view) {
        long far = taken.syndrome().far();
        Location location = view.locate(new AddressSpace.Virtual(Regime.EL2N, taken.pe(), null), far);
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence(
                Evidence.Source.FAULT,
                "PE %d took a granule protection fault in the Non-secure world for 0x%x, from pc 0x%x at moment %s."
                        .formatted(taken.pe(), far, taken.syndrome().elr(), taken.moment())));
        if (location.pa() == 0) {
            return new Explanation(null, evidence, List.of());
        }
        GranuleUse use = view.granule(location.pa());
        evidence.add(granule(location.pa(), use));
        String of = "";
        if (view.isRealm(use.owner())) {
            RttEntry entry = mapping(view, use.owner(), location.pa());
            if (entry != null) {
                long ipa = entry.ipa() + (location.pa() - entry.outputAddress() & -4096L);
                of = ": it is the realm's memory at IPA 0x%x".formatted(ipa);
                evidence.add(new Evidence(
                        Evidence.Source.RTT,
                        "IPA 0x%x of the realm with RD 0x%x is at 0x%x: level %d %s %s."
                                .formatted(
                                        ipa, use.owner(), location.pa(), entry.level(), entry.hipas(), entry.ripas())));
            }
        }
        if (use.space() == PhysicalAddressSpace.NON_SECURE) {
            return new Explanation(null, evidence, List.of());
        }
        Finding finding = new Finding(
                Cause.DELEGATED_PAGE_TOUCHED,
                "The host touched 0x%x, a granule that it has delegated%s.".formatted(location.pa(), of),
                "A page that has been delegated is the RMM's until RMI_GRANULE_UNDELEGATE: let user space use shared"
                        + " memory to exchange data with the realm.");
        return new Explanation(finding, evidence, References.of(finding.cause()));
    }

    private static Explanation ofRealm(MachineEvent.ExceptionTaken taken, Inspection view) {
        long far = taken.syndrome().far();
        Location location = view.locate(new AddressSpace.Virtual(Regime.EL1R, taken.pe(), null), far);
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence(
                Evidence.Source.FAULT,
                "PE %d took a granule protection fault in a realm for 0x%x, from pc 0x%x at moment %s."
                        .formatted(taken.pe(), far, taken.syndrome().elr(), taken.moment())));
        long rd = location.rd();
        long ipa = location.ipa();
        if (rd == RealmSelector.NONE || !view.isRealm(rd) || ipa < 0) {
            return new Explanation(null, evidence, List.of());
        }
        RttEntry leaf = view.rttLeaf(rd, ipa);
        long pa = location.pa();
        GranuleUse use = view.granule(pa);
        evidence.add(new Evidence(
                Evidence.Source.RTT,
                "IPA 0x%x: level %d %s, output address 0x%x."
                        .formatted(ipa, leaf.level(), leaf.hipas(), leaf.outputAddress())));
        evidence.add(granule(pa, use));
        if (leaf.hipas() != Hipas.ASSIGNED_NS || use.space() == PhysicalAddressSpace.NON_SECURE) {
            return new Explanation(null, evidence, List.of());
        }
        Finding finding = new Finding(
                Cause.DELEGATED_PAGE_MAPPED,
                "The realm's access to shared IPA 0x%x aborts: the host has mapped 0x%x there and delegated it."
                        .formatted(ipa, pa & -4096L),
                "Unmap a page from every realm with RMI_RTT_UNMAP_UNPROTECTED before it is delegated or freed"
                        + " (unmap_alias both).");
        return new Explanation(finding, evidence, References.of(finding.cause()));
    }

    private static Evidence granule(long pa, GranuleUse use) {
        return new Evidence(Evidence.Source.GRANULE, "The granule 0x%x is %s.".formatted(pa & -4096L, use.text()));
    }

    /** The entry of a realm that maps a physical address; null if none does. */
    private static @Nullable RttEntry mapping(Inspection view, long rd, long pa) {
        for (RttEntry entry : view.rttStart(rd)) {
            RttEntry found = mapping(view, rd, entry, pa);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable RttEntry mapping(Inspection view, long rd, RttEntry entry, long pa) {
        if (entry.isTable()) {
            for (RttEntry child : view.rttTable(rd, entry)) {
                RttEntry found = mapping(view, rd, child, pa);
                if (found != null) {
                    return found;
                }
            }
            return null;
        }
        return entry.hipas() == Hipas.ASSIGNED
                        && pa - entry.outputAddress() >= 0
                        && pa - entry.outputAddress() < entry.size()
                ? entry
                : null;
    }
}
