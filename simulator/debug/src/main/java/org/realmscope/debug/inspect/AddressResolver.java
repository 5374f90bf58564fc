package org.realmscope.debug.inspect;

import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.realmscope.machine.Machine;
import org.realmscope.machine.el3.SuspendedWorld;
import org.realmscope.platform.PhysicalAddressSpace;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.sysreg.SystemRegister;
import org.realmscope.rmm.view.SavedContext;

/** Finds the physical address of an address in any space, without an effect on the machine. */
final class AddressResolver {
    private static final long PAGE = 4096;
    private static final String NO_VIEW = "cannot be translated: the RMM is an image, whose tables only it can read";

    private final Machine machine;
    private final @Nullable RealmView realms;

    AddressResolver(Machine machine, @Nullable RealmView realms) {
        this.machine = machine;
        this.realms = realms;
    }

    /** The location of the byte at {@code address}; the rest of its page follows it. */
    Location locate(AddressSpace space, long address) {
        return switch (space) {
            case AddressSpace.Physical(PhysicalAddressSpace owner) -> physical(owner, address);
            case AddressSpace.Ipa(RealmSelector selector) -> {
                RealmView view = realms;
                if (view == null) {
                    yield Location.none(NO_VIEW);
                }
                long rd = view.find(selector);
                yield rd == RealmSelector.NONE
                        ? Location.none("is in " + selector.label() + ", which does not exist")
                        : ipa(view, rd, address);
            }
            case AddressSpace.Virtual(Regime regime, int pe, RealmSelector realm) ->
                regime == Regime.EL1R ? ofRealm(pe, realm, address) : ofEl2(regime, pe, address);
        };
    }

    private Location physical(PhysicalAddressSpace space, long pa) {
        if (pa < 0 || !machine.platform().memory.isBacked(pa)) {
            return Location.none("is not memory");
        }
        PhysicalAddressSpace owner = machine.platform().granuleProtection.owner(pa);
        return owner == space
                ? Location.at(pa)
                : Location.unusable(pa, "is in a granule of pa(%s)".formatted(owner.label()));
    }

    private Location ipa(RealmView view, long rd, long ipa) {
        return mapped(view, rd, ipa).of(rd, ipa);
    }

    private Location mapped(RealmView view, long rd, long ipa) {
        int width = view.ipaWidth(rd);
        if (ipa >>> width != 0) {
            return Location.none("is outside the IPA space of %d bits".formatted(width));
        }
        RttEntry leaf = view.leaf(rd, ipa);
        if (!leaf.isAssigned()) {
            boolean hasRipas = ipa >>> width - 1 == 0;
            return Location.none("is %s%s at level %d"
                    .formatted(leaf.hipas(), hasRipas ? ", RIPAS " + leaf.ripas() : "", leaf.level()));
        }
        long pa = leaf.outputAddress() + (ipa - leaf.ipa());
        return machine.platform().memory.isBacked(pa)
                ? Location.at(pa)
                : Location.none("is mapped to 0x%x, which is not memory".formatted(pa));
    }

    // --- virtual addresses

    private Location ofEl2(Regime regime, int pe, long va) {
        Pe found = null;
        for (int i = 0; i < machine.configuration().pes(); i++) {
            boolean asked = pe == AddressSpace.Virtual.ANY_PE || pe == i;
            if (asked && found == null && (machine.pe(i).securityState == regime.world() || hasSavedHost(regime, i))) {
                found = machine.pe(i);
            }
        }
        if (found == null) {
            return Location.none(
                    regime == Regime.EL2R && realms != null
                            ? "has no meaning: the RMM is native and has no virtual addresses"
                            : "cannot be translated: no PE is in that world");
        }
        PhysicalAddressSpace world = regime.world().physicalAddressSpace();
        StageOneWalk walk =
                new StageOneWalk(registers(found, regime), regime, this::backed, machine.platform().memory::read64);
        StageOneWalk.Output output = walk.translate(va);
        if (!output.fault().isEmpty()) {
            return Location.none(output.fault());
        }
        return physical(output.nonSecure() ? PhysicalAddressSpace.NON_SECURE : world, output.address());
    }

    private boolean hasSavedHost(Regime regime, int pe) {
        RealmView view = realms;
        boolean isSaved = view == null ? machine.suspendedHost(pe) != null : view.runningRec(pe) != 0;
        return regime == Regime.EL2N && isSaved;
    }

    /** The registers that translate for {@code regime} on a PE, of which the RMM or EL3 may have saved some. */
    private StageOneWalk.Registers registers(Pe pe, Regime regime) {
        RealmView view = realms;
        if (pe.securityState == regime.world()) {
            return pe.sys::get;
        }
        if (view == null) {
            SuspendedWorld banked = machine.suspendedHost(pe.index);
            return register -> {
                Long value = banked == null ? null : banked.system().get(register);
                return value == null ? pe.sys.get(register) : value;
            };
        }
        SavedContext host = view.hostContext(view.runningRec(pe.index));
        return register -> saved(host.register(register), pe, register);
    }

    private static long saved(OptionalLong value, Pe pe, SystemRegister register) {
        return value.isPresent() ? value.getAsLong() : pe.sys.get(register);
    }

    private long backed(long pa) {
        return pa >= 0 && machine.platform().memory.isBacked(pa) ? pa : -1;
    }

    private Location ofRealm(int pe, @Nullable RealmSelector selector, long va) {
        RealmView view = realms;
        if (view == null) {
            return ofRealmOfImage(pe, va);
        }
        long wanted = selector == null ? RealmSelector.NONE : view.find(selector);
        if (selector != null && wanted == RealmSelector.NONE) {
            return Location.none("is in " + selector.label() + ", which does not exist");
        }
        RecSummary rec = rec(view, pe, wanted);
        if (rec == null) {
            return Location.none("cannot be translated: no vCPU of a realm exists");
        }
        SavedContext saved = view.realmContext(rec.rec());
        StageOneWalk.Registers registers = rec.pe() >= 0
                ? machine.pe(rec.pe()).sys::get
                : register -> saved.register(register).orElse(0);
        StageOneWalk.Output output = new StageOneWalk(
                        registers, Regime.EL1R, ipa -> table(view, rec.rd(), ipa), machine.platform().memory::read64)
                .translate(va);
        return output.fault().isEmpty() ? ipa(view, rec.rd(), output.address()) : Location.none(output.fault());
    }

    private long table(RealmView view, long rd, long ipa) {
        Location location = ipa(view, rd, ipa);
        return location.isFound() ? location.pa() : -1;
    }

    /** With an RMM image, only what a PE that runs the realm translates at this moment is known. */
    private Location ofRealmOfImage(int pe, long va) {
        for (int i = 0; i < machine.configuration().pes(); i++) {
            Pe candidate = machine.pe(i);
            if ((pe == AddressSpace.Virtual.ANY_PE || pe == i) && Regime.EL1R.isCurrent(candidate)) {
                long pa = candidate.mmu.probeData(va);
                return pa < 0 ? Location.none("has no translation") : Location.at(pa);
            }
        }
        return Location.none("cannot be translated: no PE runs a realm");
    }

    private @Nullable RecSummary rec(RealmView view, int pe, long rd) {
        if (pe != AddressSpace.Virtual.ANY_PE && view.runningRec(pe) != 0) {
            RecSummary running = view.rec(view.runningRec(pe));
            if (rd == RealmSelector.NONE || running.rd() == rd) {
                return running;
            }
        }
        List<RecSummary> candidates = view.recs().stream()
                .filter(rec -> rd == RealmSelector.NONE || rec.rd() == rd)
                .toList();
        return candidates.stream()
                .filter(rec -> rec.pe() >= 0 && machine.pe(rec.pe()).securityState == SecurityState.REALM)
                .findFirst()
                .orElse(candidates.isEmpty() ? null : candidates.getFirst());
    }

    /** First address of the page behind that of {@code address}. */
    static long nextPage(long address) {
        return (address & -PAGE) + PAGE;
    }
}
