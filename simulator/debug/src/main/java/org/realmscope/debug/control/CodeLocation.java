package org.realmscope.debug.control;

import java.util.function.BooleanSupplier;
import org.realmscope.debug.inspect.AddressSpace;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.debug.inspect.Location;
import org.realmscope.debug.inspect.RealmSelector;
import org.realmscope.debug.inspect.Regime;
import org.realmscope.machine.Machine;
import org.realmscope.machine.control.PeCondition;
import org.realmscope.platform.PhysicalAddressSpace;
import org.realmscope.platform.pe.Pe;

/** An address of code at which the machine is to stop, armed in physical memory as long as it is mapped. */
final class CodeLocation {
    /** {@link #physical}: there is no memory. */
    static final long NOT_ARMED = -1;

    private final BreakpointStatus.Place place;
    private final PeCondition condition;
    private Location location = new Location(0, 0, -1, "has not been looked up");
    private long armed = NOT_ARMED;

    /** @param isSilent says whether nothing is to stop */
    CodeLocation(BreakpointStatus.Place place, BooleanSupplier isSilent) {
        this.place = place;
        this.condition = pe -> !isSilent.getAsBoolean() && isInSpace(pe);
    }

    BreakpointStatus.Place place() {
        return place;
    }

    Location location() {
        return location;
    }

    boolean isArmed() {
        return armed != NOT_ARMED;
    }

    /** Whether the PE, which is about to execute the instruction at {@code pa}, is at this place. */
    boolean isHit(long pa, Pe pe, Inspection view) {
        return pa == armed && isInSpace(pe) && isInRealm(pe, view);
    }

    private boolean isInSpace(Pe pe) {
        return switch (place.space()) {
            case AddressSpace.Physical(PhysicalAddressSpace space) ->
                pe.platform.granuleProtection.owner(place.address()) == space;
            case AddressSpace.Ipa ipa -> Regime.EL1R.isCurrent(pe);
            case AddressSpace.Virtual(Regime regime, int index, RealmSelector realm) ->
                pe.pc == place.address()
                        && regime.isCurrent(pe)
                        && (index == AddressSpace.Virtual.ANY_PE || index == pe.index);
        };
    }

    private boolean isInRealm(Pe pe, Inspection view) {
        RealmSelector selector = switch (place.space()) {
            case AddressSpace.Physical physical -> null;
            case AddressSpace.Ipa(RealmSelector realm) -> realm;
            case AddressSpace.Virtual(Regime regime, int index, RealmSelector realm) -> realm;
        };
        return selector == null || view.find(selector) == view.runningRealm(pe.index);
    }

    /** Whether what the address leads to depends on the tables of a realm. */
    boolean isOfRealm() {
        return isOfRealm(place.space());
    }

    static boolean isOfRealm(AddressSpace space) {
        return switch (space) {
            case AddressSpace.Physical physical -> false;
            case AddressSpace.Ipa ipa -> true;
            case AddressSpace.Virtual(Regime regime, int index, RealmSelector realm) -> regime == Regime.EL1R;
        };
    }

    /** Whether an RMI command with this effect can have changed where the address leads. */
    boolean isAffected(RmiEffect effect) {
        boolean isKnown = location.ipa() >= 0;
        return isOfRealm()
                && (!isKnown || location.rd() == effect.rd() && effect.ipa().contains(location.ipa()));
    }

    /** Looks the address up again, and arms or disarms it. */
    void refresh(Inspection view) {
        location = view.locate(place.space(), place.address());
        long pa = physical(view, place.space(), place.address(), location);
        arm(view.machine(), pa);
    }

    /**
     * Physical address at which to arm an address, or {@link #NOT_ARMED}. A physical address is armed whichever space
     * its granule belongs to now, because that may change at any time; a hit counts if it is the one that is meant.
     */
    static long physical(Inspection view, AddressSpace space, long address, Location location) {
        if (space instanceof AddressSpace.Physical) {
            boolean isMemory = address >= 0 && view.machine().platform().memory.isBacked(address);
            return isMemory ? address : NOT_ARMED;
        }
        return location.isFound() ? location.pa() : NOT_ARMED;
    }

    void disarm(Machine machine) {
        arm(machine, NOT_ARMED);
    }

    private void arm(Machine machine, long pa) {
        if (pa == armed) {
            return;
        }
        if (armed != NOT_ARMED) {
            machine.removeBreakpoint(armed, condition);
        }
        if (pa != NOT_ARMED) {
            machine.addBreakpoint(pa, condition);
        }
        armed = pa;
    }
}
