package org.realmscope.scenario.run;

import java.util.ArrayList;
import java.util.List;
import org.realmscope.machine.vmm.VmmCommand;
import org.realmscope.scenario.guest.GuestProgram;
import org.realmscope.scenario.guest.Segment;
import org.realmscope.scenario.model.AddressRange;
import org.realmscope.scenario.model.Bytes;
import org.realmscope.scenario.model.Content;
import org.realmscope.scenario.model.Position;
import org.realmscope.scenario.model.RealmSetup;
import org.realmscope.scenario.model.SlotSetup;

/** The steps that make a realm: memory, RD, RIPAS, contents, RECs, activation. */
final class RealmBuild {
    private static final long REALM_VM_TYPE = 1;

    private final int index;
    private final ScenarioScripts.RealmVariables realm;
    private final List<ScenarioScripts.Vcpu> vcpus;
    private final GuestProgram program;
    private final List<ScriptStep> steps = new ArrayList<>();
    private final Operand vm;

    RealmBuild(
            int index, ScenarioScripts.RealmVariables realm, List<ScenarioScripts.Vcpu> vcpus, GuestProgram program) {
        this.index = index;
        this.realm = realm;
        this.vcpus = vcpus;
        this.program = program;
        this.vm = Operand.variable(realm.vm());
    }

    List<ScriptStep> steps() {
        RealmSetup setup = realm.setup();
        add(
                setup.position(),
                VmmCommand.CREATE_VM,
                ScriptStep.Results.result(realm.vm()),
                Operand.of(REALM_VM_TYPE),
                Operand.of(setup.ipaBits()));
        for (int i = 0; i < setup.slots().size(); i++) {
            slot(setup.slots().get(i), realm.slots().get(i));
        }
        boolean startLevelGiven = setup.startLevel() != RealmSetup.HOST_CHOOSES;
        cap(
                setup.position(),
                "configure",
                VmmCommand.CONFIGURE_REALM,
                ScriptStep.Results.NONE,
                setup.sha512() ? 1 : 0,
                setup.lpa2() ? 1 : 0,
                startLevelGiven ? 1 : 0,
                startLevelGiven ? setup.startLevel() : 0);
        cap(setup.position(), "create", VmmCommand.CREATE_REALM, ScriptStep.Results.values(realm.rd(), 1));
        for (AddressRange range : setup.ripasRam()) {
            cap(
                    setup.position(),
                    "RIPAS RAM",
                    VmmCommand.INIT_RIPAS_RAM,
                    ScriptStep.Results.NONE,
                    range.base(),
                    range.size());
        }
        for (Segment part : program.segments()) {
            populate(setup.position(), part.ipa(), part.bytes(), setup.programMeasured());
        }
        for (Content content : setup.contents()) {
            populate(content.position(), content.ipa(), content.bytes(), content.measured());
        }
        for (int i = 0; i < vcpus.size(); i++) {
            vcpu(i);
        }
        cap(setup.position(), "activate", VmmCommand.ACTIVATE, ScriptStep.Results.NONE);
        return steps;
    }

    private void add(Position position, VmmCommand command, ScriptStep.Results results, Operand... operands) {
        add(position, command.text(), command, results, operands);
    }

    private void add(
            Position position, String text, VmmCommand command, ScriptStep.Results results, Operand... operands) {
        steps.add(new ScriptStep.Command(position, text, ScriptStep.NO_ACTION, command, List.of(operands), results));
    }

    private void cap(Position position, String name, long step, ScriptStep.Results results, long... arguments) {
        List<Operand> operands = new ArrayList<>(List.of(vm, Operand.of(VmmCommand.CAP_ARM_RME), Operand.of(step)));
        for (long argument : arguments) {
            operands.add(Operand.of(argument));
        }
        VmmCommand command = VmmCommand.ENABLE_CAP;
        steps.add(new ScriptStep.Command(
                position, command.text() + " " + name, ScriptStep.NO_ACTION, command, operands, results));
    }

    private void slot(SlotSetup slot, ScenarioScripts.SlotVariables variables) {
        boolean isFile = slot.backing() == SlotSetup.Backing.GUEST_MEMFD;
        Position position = slot.position();
        Operand size = Operand.of(AddressSpace.mappingSize(slot));
        SlotSetup.Backing userBacking = isFile ? SlotSetup.Backing.ANON : slot.backing();
        add(
                position,
                VmmCommand.MMAP,
                ScriptStep.Results.NONE,
                Operand.of(variables.hva()),
                size,
                Operand.of(userBacking.ordinal()));
        List<Operand> region = new ArrayList<>(List.of(
                vm,
                Operand.of(slot.number()),
                Operand.of(slot.readOnly() ? VmmCommand.READ_ONLY : 0),
                Operand.of(slot.range().base()),
                Operand.of(slot.range().size()),
                Operand.of(variables.hva())));
        VmmCommand command = VmmCommand.SET_USER_MEMORY_REGION;
        if (isFile) {
            Operand backing = Operand.of(SlotSetup.Backing.GUEST_MEMFD.ordinal());
            add(position, VmmCommand.MMAP, ScriptStep.Results.NONE, Operand.of(variables.memory()), size, backing);
            region.add(Operand.of(variables.memory()));
            command = VmmCommand.SET_USER_MEMORY_REGION2;
        }
        ScriptStep.Results isThere =
                ScriptStep.Results.assigned(variables.base(), slot.range().base());
        add(position, command, isThere, region.toArray(new Operand[0]));
    }

    /** Pages that hold nothing but zeroes are what fresh memory holds anyway. */
    private void populate(Position position, long ipa, Bytes bytes, boolean measured) {
        byte[] content = bytes.toArray();
        for (int at = 0; at < content.length; at += (int) AddressSpace.PAGE) {
            int length = (int) Math.min(AddressSpace.PAGE, content.length - at);
            if (!isZero(content, at, length)) {
                Operand hva = new Operand.Hva(index, ipa + at);
                int pa = realm.page();
                add(position, VmmCommand.FAULT_IN, ScriptStep.Results.values(pa, 1), hva, Operand.of(1));
                byte[] page = new byte[length];
                System.arraycopy(content, at, page, 0, length);
                steps.add(new ScriptStep.Write(
                        position,
                        "contents of 0x%x".formatted(ipa + at),
                        ScriptStep.NO_ACTION,
                        Operand.variable(pa),
                        Bytes.of(page)));
            }
        }
        cap(
                position,
                "populate",
                VmmCommand.POPULATE,
                ScriptStep.Results.NONE,
                ipa,
                AddressSpace.align(content.length, AddressSpace.PAGE),
                measured ? 1 : 0);
    }

    private static boolean isZero(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private void vcpu(int i) {
        ScenarioScripts.Vcpu vcpu = vcpus.get(i);
        Position position = vcpu.setup().position();
        Operand id = Operand.variable(vcpu.id());
        boolean isOn = i == 0 || vcpu.setup().on();
        add(position, VmmCommand.CREATE_VCPU, ScriptStep.Results.result(vcpu.id()), vm, Operand.of(vcpu.pe()));
        add(
                position,
                VmmCommand.VCPU_INIT,
                ScriptStep.Results.NONE,
                vm,
                id,
                Operand.of(isOn ? 0 : 1),
                Operand.of(program.entry(vcpu.setup())));
        add(position, VmmCommand.VCPU_FINALIZE, ScriptStep.Results.values(vcpu.rec(), 1), vm, id);
    }
}
