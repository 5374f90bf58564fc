package org.realmscope.debug.control;

import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiCommand;
import org.realmscope.abi.RmiStatus;
import org.realmscope.machine.event.MachineEvent;

/**
 * What an RMI command that succeeded can have changed, from its arguments and results alone.
 *
 * @param rd RD of the realm whose RTT it concerns, 0 if it concerns none
 * @param ipa part of the IPA space whose entries it can have changed; empty if none
 * @param granule physical address of the one granule whose state it can have changed, or {@link #NONE}
 * @param manyGranules whether it can have changed the state of more granules
 */
record RmiEffect(long rd, AddressRange ipa, long granule, boolean manyGranules) {
    static final long NONE = -1;

    private static final long PAGE = 4096;
    private static final AddressRange NOTHING = new AddressRange(0, 0);
    private static final AddressRange NO_ADDRESS = NOTHING;

    /** What {@code result} can have changed; null if nothing. */
    static @Nullable RmiEffect of(MachineEvent.RmiReturn result) {
        RmiCommand command = result.command();
        if (command == null || RmiStatus.of(result.results().getFirst()) != RmiStatus.SUCCESS) {
            return null;
        }
        return switch (command) {
            case VERSION, FEATURES, REC_AUX_COUNT, RTT_READ_ENTRY, PSCI_COMPLETE, REALM_ACTIVATE, REC_ENTER -> null;
            case GRANULE_DELEGATE, GRANULE_UNDELEGATE -> new RmiEffect(0, NO_ADDRESS, input(result, "addr"), false);
            case DATA_CREATE, DATA_CREATE_UNKNOWN ->
                new RmiEffect(input(result, "rd"), entry(result, 3), input(result, "data"), false);
            case DATA_DESTROY -> new RmiEffect(input(result, "rd"), entry(result, 3), output(result, "data"), false);
            case RTT_CREATE -> new RmiEffect(input(result, "rd"), parent(result), input(result, "rtt"), false);
            case RTT_DESTROY, RTT_FOLD ->
                new RmiEffect(input(result, "rd"), parent(result), output(result, "rtt"), false);
            case RTT_MAP_UNPROTECTED, RTT_UNMAP_UNPROTECTED ->
                new RmiEffect(input(result, "rd"), entry(result, (int) input(result, "level")), NONE, false);
            case RTT_INIT_RIPAS, RTT_SET_RIPAS ->
                new RmiEffect(
                        input(result, "rd"),
                        new AddressRange(input(result, "base"), input(result, "top")),
                        NONE,
                        false);
            case REALM_CREATE, REALM_DESTROY -> new RmiEffect(input(result, "rd"), AddressRange.ALL, NONE, true);
            case REC_CREATE, REC_DESTROY -> new RmiEffect(0, NO_ADDRESS, NONE, true);
        };
    }

    /** The IPAs of the entry of a level that the command names. */
    private static AddressRange entry(MachineEvent.RmiReturn result, int level) {
        long size = PAGE << 9 * (3 - level);
        long base = input(result, "ipa") & -size;
        return new AddressRange(base, base + size);
    }

    /** The IPAs of the table that the command creates or takes away. */
    private static AddressRange parent(MachineEvent.RmiReturn result) {
        return entry(result, (int) input(result, "level") - 1);
    }

    private static long input(MachineEvent.RmiReturn result, String name) {
        RmiCommand command = result.command();
        return value(command == null ? List.of() : command.inputs(), result.arguments(), 0, name);
    }

    private static long output(MachineEvent.RmiReturn result, String name) {
        RmiCommand command = result.command();
        return value(command == null ? List.of() : command.outputs(), result.results(), 1, name);
    }

    private static long value(List<String> names, List<Long> values, int first, String name) {
        int index = names.indexOf(name);
        OptionalLong found = index < 0 ? OptionalLong.empty() : OptionalLong.of(values.get(first + index));
        return found.orElseThrow(() -> new IllegalStateException("no " + name + " among " + names));
    }
}
