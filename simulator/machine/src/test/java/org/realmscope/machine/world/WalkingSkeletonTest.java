package org.realmscope.machine.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.realmscope.abi.RmiCommand;
import org.realmscope.machine.Machine;
import org.realmscope.machine.MachineConfiguration;
import org.realmscope.machine.Programs;
import org.realmscope.machine.RealmFirmware;
import org.realmscope.machine.checkpoint.CheckpointPolicy;
import org.realmscope.machine.checkpoint.StateHash;
import org.realmscope.machine.control.StopReason;
import org.realmscope.machine.event.FaultKind;
import org.realmscope.machine.event.MachineEvent;
import org.realmscope.machine.event.MachineObserver;
import org.realmscope.machine.time.Moment;
import org.realmscope.platform.SecurityState;
import org.realmscope.rmm.choices.RmmChoices;

/** NS-EL2 code, EL3, a Realm world, a realm at EL1, its stage 2 aborts, and back with the exit information. */
class WalkingSkeletonTest {
    private final List<MachineEvent> events = new ArrayList<>();

    static Stream<Named<RealmFirmware>> worlds() {
        return Stream.of(
                Named.of("built-in RMM", RealmFirmware.builtIn(RmmChoices.SPECIFICATION)),
                Named.of("stub RMM", RealmFirmware.stub()),
                Named.of("test double", (layout, worldSwitch) -> new DoubleRealmWorld(layout)));
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void realmFaultsReachTheHost(RealmFirmware world) {
        Machine machine =
                new Machine(MachineConfiguration.DEFAULT.withFirmware(world), List.of(Programs.walkingSkeleton()));
        machine.setObserver(new MachineObserver() {
            @Override
            public void event(MachineEvent event) {
                events.add(event);
            }
        });
        StopReason reason = machine.run();
        assertEquals(new StopReason.Halted(0, 0), reason, machine::consoleText);
        assertTrue(machine.consoleText().endsWith("walking-skeleton: ok\n"), machine::consoleText);

        List<MachineEvent.Stage2Fault> faults = ofType(MachineEvent.Stage2Fault.class);
        assertEquals(
                List.of(0x8000L, 0x8_0000_0000L, 0x8_0000_0000L, 0x8_0000_0000L),
                faults.stream().map(MachineEvent.Stage2Fault::ipa).toList());
        assertEquals(
                List.of(3, 1, 1, 1),
                faults.stream().map(MachineEvent.Stage2Fault::level).toList());
        assertTrue(faults.stream()
                .allMatch(fault -> fault.kind() == FaultKind.TRANSLATION && fault.world() == SecurityState.REALM));
        assertEquals(4, ofType(MachineEvent.RecExit.class).size());
        assertEquals(
                4,
                ofType(MachineEvent.RmiReturn.class).stream()
                        .filter(result -> result.command() == RmiCommand.REC_ENTER)
                        .count());
        assertEquals(
                ofType(MachineEvent.RmiCall.class).size(),
                ofType(MachineEvent.RmiReturn.class).size());
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void everyEventHasAMomentOfItsOwnAndTheyAscend(RealmFirmware world) {
        realmFaultsReachTheHost(world);
        for (int i = 1; i < events.size(); i++) {
            assertTrue(
                    events.get(i - 1).moment().isBefore(events.get(i).moment()),
                    events.get(i - 1) + " before " + events.get(i));
        }
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void everyMomentOfTheRunCanBeReachedAgain(RealmFirmware world) {
        Machine machine = new Machine(
                MachineConfiguration.DEFAULT.withFirmware(world).withCheckpoints(new CheckpointPolicy(5_000, 1L << 30)),
                List.of(Programs.walkingSkeleton()));
        machine.addStopRequest(event -> true);
        List<Moment> moments = new ArrayList<>();
        List<StateHash> hashes = new ArrayList<>();
        while (machine.run() instanceof StopReason.EventReached) {
            moments.add(machine.now());
            hashes.add(machine.stateHash());
        }
        StateHash end = machine.stateHash();
        for (int i = moments.size() - 1; i >= 0; i -= 3) {
            machine.goTo(moments.get(i));
            assertEquals(hashes.get(i), machine.stateHash(), "at " + moments.get(i));
        }
        machine.goTo(Moment.NEVER);
        assertEquals(end, machine.stateHash());
    }

    private <E extends MachineEvent> List<E> ofType(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
