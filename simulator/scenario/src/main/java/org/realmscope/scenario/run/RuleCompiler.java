package org.realmscope.scenario.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import org.realmscope.machine.vmm.VmmCommand;
import org.realmscope.scenario.model.AddressRange;
import org.realmscope.scenario.model.VmmAction;

/** Makes script steps of the actions of rules. */
final class RuleCompiler {
    private final List<ScenarioScripts.RealmVariables> realms;
    private final List<ScenarioScripts.Vcpu> vcpus;
    private final IntSupplier newVariable;
    /** Variables that hold the addresses of pages, by the pages' names. */
    private final Map<String, Integer> pages = new TreeMap<>();

    private int number;

    private ScriptStep.Results results = ScriptStep.Results.NONE;

    RuleCompiler(
            List<ScenarioScripts.RealmVariables> realms, List<ScenarioScripts.Vcpu> vcpus, IntSupplier newVariable) {
        this.realms = realms;
        this.vcpus = vcpus;
        this.newVariable = newVariable;
    }

    /**
     * @param action what the scenario says
     * @param index of the action among all
     * @param entry its variables
     */
    List<ScriptStep> compile(VmmAction action, int index, ScenarioScripts.RuleAction entry) {
        number = index;
        results = ScriptStep.Results.values(entry.firstValue(), ScriptCompiler.RMI_VALUES);
        return switch (action) {
            case VmmAction.Unmap unmap ->
                onSlots(unmap, unmap.realm(), unmap.range(), VmmCommand.MADVISE, Operand.of(VmmCommand.DONTNEED));
            case VmmAction.Age age -> age(age);
            case VmmAction.DeleteSlot delete -> region(delete, delete.realm(), delete.slot(), false, 0);
            case VmmAction.MoveSlot move -> region(move, move.realm(), move.slot(), true, move.ipa());
            case VmmAction.FlushSlot flush ->
                command(flush, VmmCommand.FLUSH, vm(flush.realm()), Operand.of(flush.slot()));
            case VmmAction.Read read ->
                command(read, VmmCommand.USER_READ, hva(read.realm(), read.ipa()), Operand.of(read.size()));
            case VmmAction.Write write ->
                command(
                        write,
                        VmmCommand.USER_WRITE,
                        hva(write.realm(), write.ipa()),
                        Operand.of(write.size()),
                        Operand.of(write.value()));
            case VmmAction.Interrupt interrupt ->
                onVcpu(interrupt, VmmCommand.IRQ_LINE, interrupt.realm(), interrupt.vcpu(), interrupt.intid());
            case VmmAction.ExternalAbort abort ->
                onVcpu(abort, VmmCommand.SET_VCPU_EVENTS, abort.realm(), abort.vcpu(), 1);
            case VmmAction.Kick kick ->
                command(kick, VmmCommand.INTERRUPT_VCPU, vm(kick.realm()), id(kick.realm(), kick.vcpu()));
            case VmmAction.SetSwitch set ->
                command(set, VmmCommand.SWITCH, Operand.of(set.name().number()), Operand.of(set.value()));
            case VmmAction.Reply reply ->
                List.of(new ScriptStep.Reply(reply.position(), reply.text(), number, reply.values()));
            case VmmAction.FailRmi fail ->
                command(
                        fail,
                        VmmCommand.FAIL_RMI,
                        Operand.of(fail.functionId()),
                        Operand.of(fail.first()),
                        Operand.of(fail.count()),
                        Operand.of(fail.status()));
            case VmmAction.FailAllocation fail -> command(fail, VmmCommand.FAIL_ALLOCATION, Operand.of(fail.nth()));
            case VmmAction.Pages take -> pages(take);
            case VmmAction.Poke poke ->
                List.of(new ScriptStep.Poke(
                        poke.position(), poke.text(), number, operand(poke.address()), operand(poke.value())));
            case VmmAction.Rmi rmi -> rmi(rmi);
        };
    }

    private List<ScriptStep> command(VmmAction action, VmmCommand command, Operand... operands) {
        return List.of(
                new ScriptStep.Command(action.position(), action.text(), number, command, List.of(operands), results));
    }

    private Operand vm(int realm) {
        return Operand.variable(realms.get(realm).vm());
    }

    private ScenarioScripts.Vcpu vcpu(int realm, int index) {
        return vcpus.stream()
                .filter(vcpu -> vcpu.realm() == realm && vcpu.setup().index() == index)
                .findFirst()
                .orElseThrow();
    }

    private Operand id(int realm, int vcpu) {
        return Operand.variable(vcpu(realm, vcpu).id());
    }

    /** The host knows one memory map: shared addresses are aliases of the lower half. */
    private long inLowerHalf(int realm, long ipa) {
        return ipa & ~realms.get(realm).setup().unprotectedBit();
    }

    private Operand hva(int realm, long ipa) {
        return new Operand.Hva(realm, inLowerHalf(realm, ipa));
    }

    private List<ScriptStep> onVcpu(VmmAction action, VmmCommand command, int realm, int vcpu, long argument) {
        return command(action, command, vm(realm), id(realm, vcpu), Operand.of(argument));
    }

    private List<ScriptStep> onSlots(
            VmmAction action, int realm, AddressRange range, VmmCommand command, Operand... further) {
        long base = inLowerHalf(realm, range.base());
        AddressRange lower = new AddressRange(base, base + range.size());
        List<ScriptStep> steps = new ArrayList<>();
        for (ScenarioScripts.SlotVariables slot : realms.get(realm).slots()) {
            steps.add(new ScriptStep.OnSlot(
                    action.position(),
                    action.text(),
                    number,
                    command,
                    slot,
                    lower,
                    command == VmmCommand.MADVISE,
                    List.of(further)));
        }
        return steps;
    }

    private List<ScriptStep> age(VmmAction.Age age) {
        if (!age.test()) {
            return onSlots(age, age.realm(), age.range(), VmmCommand.AGE);
        }
        List<ScriptStep> steps = new ArrayList<>();
        for (long ipa = age.range().base(); ipa < age.range().end(); ipa += AddressSpace.PAGE) {
            steps.addAll(command(age, VmmCommand.TEST_AGE, hva(age.realm(), ipa)));
        }
        return steps;
    }

    private List<ScriptStep> region(VmmAction action, int realm, int slot, boolean moves, long ipa) {
        ScenarioScripts.RealmVariables variables = realms.get(realm);
        ScenarioScripts.SlotVariables memory = variables.slots().get(slot);
        boolean isFile = memory.memory() != memory.hva();
        boolean readOnly = variables.setup().slots().get(slot).readOnly();
        List<Operand> operands = new ArrayList<>(List.of(
                vm(realm),
                Operand.of(slot),
                Operand.of(readOnly ? VmmCommand.READ_ONLY : 0),
                Operand.of(ipa),
                Operand.of(moves ? memory.size() : 0),
                Operand.of(memory.hva())));
        if (isFile) {
            operands.add(Operand.of(memory.memory()));
        }
        return List.of(new ScriptStep.Command(
                action.position(),
                action.text(),
                number,
                isFile ? VmmCommand.SET_USER_MEMORY_REGION2 : VmmCommand.SET_USER_MEMORY_REGION,
                operands,
                moves ? ScriptStep.Results.assigned(memory.base(), ipa) : ScriptStep.Results.NONE));
    }

    private List<ScriptStep> pages(VmmAction.Pages take) {
        ScriptStep.Results address = ScriptStep.Results.values(page(take.name()), 1);
        Operand order = Operand.of(take.order());
        return List.of(new ScriptStep.Command(
                take.position(), take.text(), number, VmmCommand.ALLOCATE_PAGES, List.of(order), address));
    }

    private int page(String name) {
        return pages.computeIfAbsent(name, key -> newVariable.getAsInt());
    }

    private List<ScriptStep> rmi(VmmAction.Rmi rmi) {
        List<Operand> operands = new ArrayList<>();
        operands.add(Operand.of(rmi.functionId()));
        for (VmmAction.RmiOperand operand : rmi.operands()) {
            operands.add(operand(operand));
        }
        return command(rmi, VmmCommand.RMI, operands.toArray(new Operand[0]));
    }

    private Operand operand(VmmAction.RmiOperand operand) {
        return switch (operand.base()) {
            case VmmAction.RmiOperand.Base.Zero zero -> Operand.of(operand.offset());
            case VmmAction.RmiOperand.Base.Pages(String name) -> new Operand.Variable(page(name), operand.offset());
            case VmmAction.RmiOperand.Base.Rd(int realm) ->
                new Operand.Variable(realms.get(realm).rd(), operand.offset());
            case VmmAction.RmiOperand.Base.Rec(int realm, int vcpu) ->
                new Operand.Variable(vcpu(realm, vcpu).rec(), operand.offset());
        };
    }
}
