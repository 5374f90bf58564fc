package org.realmscope.debug.control;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiRecRun;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.debug.inspect.RealmSelector;
import org.realmscope.debug.inspect.RecSummary;
import org.realmscope.machine.event.FaultKind;
import org.realmscope.machine.event.MachineEvent;
import org.realmscope.machine.event.Syndrome;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.memory.PhysicalMemory;

/**
 * A stage 2 fault of a realm: one that a PE has just taken, or one that the RMM reports with a REC exit and no PE took,
 * because it needs a page of the realm itself.
 *
 * @param pe on which
 * @param isReported whether the RMM reports it
 * @param ipa of the page
 * @param syndrome ESR_EL2, FAR_EL2 and HPFAR_EL2, or what the exit record has of them; ELR_EL2
 * @param rd of the realm, {@link RealmSelector#NONE} if it is not known
 * @param rec that was entered, null if it is not known
 */
public record RealmFault(
        int pe,
        boolean isReported,
        long ipa,
        Syndrome syndrome,
        long rd,
        @Nullable RecSummary rec) {
    /** Whether {@code event} is such a fault. */
    static boolean is(MachineEvent event) {
        return switch (event) {
            case MachineEvent.Stage2Fault fault -> fault.world() == SecurityState.REALM;
            case MachineEvent.RecExit exit -> exit.reportsFault();
            default -> false;
        };
    }

    /** The fault that an event is, null if it is none. */
    public static @Nullable RealmFault of(MachineEvent event, Inspection view) {
        return switch (event) {
            case MachineEvent.Stage2Fault fault
            when is(event) -> of(fault.pe(), false, fault.syndrome(), view.runningRec(fault.pe()));
            case MachineEvent.RecExit exit
            when is(event) -> {
                PhysicalMemory memory = view.machine().platform().memory;
                Syndrome syndrome = new Syndrome(
                        exit.esr(),
                        memory.read64(exit.run() + RmiRecRun.EXIT_FAR),
                        exit.hpfar(),
                        view.machine().counts().realmPc(exit.pe()));
                yield of(exit.pe(), true, syndrome, view.rec(exit.rec()));
            }
            default -> null;
        };
    }

    private static RealmFault of(int pe, boolean isReported, Syndrome syndrome, @Nullable RecSummary rec) {
        long rd = rec == null ? RealmSelector.NONE : rec.rd();
        return new RealmFault(pe, isReported, Syndrome.faultingPage(syndrome.hpfar()), syndrome, rd, rec);
    }

    /** What failed. */
    public FaultKind kind() {
        return FaultKind.of(syndrome.faultStatusCode());
    }

    /** Lookup level at which the walk failed, -1 to 3. */
    public int level() {
        return FaultKind.level(syndrome.faultStatusCode());
    }

    /** What was tried. */
    public FaultFilter.Access access() {
        return FaultFilter.Access.of(syndrome.esr());
    }

    /** The fault in words: {@code stage 2 translation fault of level 2: write of IPA 0x200000}. */
    public String text() {
        return "stage 2 %s fault of level %d: %s of IPA 0x%x%s"
                .formatted(words(kind()), level(), words(access()), ipa, isReported ? ", which the RMM reports" : "");
    }

    private static String words(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
