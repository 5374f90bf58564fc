package org.realmscope.scenario.report;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.realmscope.machine.history.FaultRecord;
import org.realmscope.scenario.guest.GuestProgram;
import org.realmscope.scenario.guest.StepCode;
import org.realmscope.scenario.model.Position;
import org.realmscope.scenario.model.RealmSetup;
import org.realmscope.scenario.model.SlotSetup;
import org.realmscope.scenario.model.VcpuSetup;
import org.realmscope.scenario.run.ScenarioResult;
import org.realmscope.scenario.run.VcpuEnd;

/** What the numbers of a run's history are called in the scenario. */
final class Names {
    private static final int NOWHERE = -1;

    private final ScenarioResult result;

    Names(ScenarioResult result) {
        this.result = result;
    }

    /**
     * Index in the scenario of a realm.
     *
     * @param number of the realm in the history
     * @return -1 if it is none of the scenario's
     */
    int realm(int number) {
        return number < 0 ? NOWHERE : result.realmNumbers().indexOf(number);
    }

    /** Name of the realm with a number in the history. */
    String realmName(int number) {
        int realm = realm(number);
        return realm == NOWHERE
                ? "realm number " + number
                : result.scenario().realms().get(realm).name();
    }

    private @Nullable RealmSetup setup(FaultRecord fault) {
        int realm = realm(fault.guest().realm());
        return realm == NOWHERE ? null : result.scenario().realms().get(realm);
    }

    /** A vCPU as scenarios write it: {@code realm0.vcpu0}. */
    String vcpu(FaultRecord fault) {
        RealmSetup realm = setup(fault);
        int index = fault.guest().vcpu();
        if (realm == null) {
            return fault.guest().realm() < 0
                    ? "a vCPU"
                    : realmName(fault.guest().realm()) + " vCPU " + index;
        }
        return realm.name() + "." + vcpuName(realm, index);
    }

    /** A vCPU by its position in the scenario. */
    String vcpu(int index) {
        VcpuEnd vcpu = result.vcpus().get(index);
        return result.scenario().realms().get(vcpu.realm()).name() + "."
                + vcpu.vcpu().name();
    }

    private static String vcpuName(RealmSetup realm, int index) {
        return realm.vcpus().stream()
                .filter(vcpu -> vcpu.index() == index)
                .map(VcpuSetup::name)
                .findFirst()
                .orElse("vcpu" + index);
    }

    /**
     * The memory slot, as the scenario lays them out, that an IPA's alias in the protected half is in; null if none.
     */
    @Nullable
    String slot(FaultRecord fault) {
        RealmSetup realm = setup(fault);
        if (realm == null) {
            return null;
        }
        long gpa = fault.ipa() & ~realm.unprotectedBit();
        return realm.slots().stream()
                .filter(slot -> slot.range().contains(gpa))
                .map(SlotSetup::name)
                .findFirst()
                .orElse(null);
    }

    /** The step of the scenario that an instruction is part of, or which called the code that it is part of. */
    Optional<StepCode> step(FaultRecord fault) {
        return program(fault).flatMap(program -> program.stepAt(pc(fault, program)));
    }

    /** Where the scenario says what an instruction does, or calls the code that it is part of. */
    Optional<Position> position(FaultRecord fault) {
        return program(fault).flatMap(program -> program.positionAt(pc(fault, program)));
    }

    private long pc(FaultRecord fault, GuestProgram program) {
        long pc = fault.guest().pc();
        return program.code().contains(pc) ? pc : result.fetches().call(fault).orElse(pc);
    }

    private Optional<GuestProgram> program(FaultRecord fault) {
        int realm = realm(fault.guest().realm());
        return realm == NOWHERE || realm >= result.programs().size()
                ? Optional.empty()
                : Optional.of(result.programs().get(realm));
    }
}
