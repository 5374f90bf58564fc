package org.realmscope.scenario.run;

import java.util.ArrayList;
import java.util.List;
import org.realmscope.machine.vmm.VmmCommand;
import org.realmscope.scenario.guest.GuestProgram;
import org.realmscope.scenario.model.Position;
import org.realmscope.scenario.model.RealmSetup;
import org.realmscope.scenario.model.Scenario;
import org.realmscope.scenario.model.SlotSetup;
import org.realmscope.scenario.model.SwitchSetting;
import org.realmscope.scenario.model.VcpuSetup;
import org.realmscope.scenario.model.VmmAction;
import org.realmscope.scenario.model.VmmRule;

/** Makes {@link ScenarioScripts}. */
final class ScriptCompiler {
    /** Values of a raw RMI call: X0 to X4. */
    static final int RMI_VALUES = 5;

    /** Address, size and attributes of a memory fault. */
    private static final int FAULT_VARIABLES = 3;

    private final Scenario scenario;
    private final List<GuestProgram> programs;
    private final long dramEnd;
    private final List<ScenarioScripts.RealmVariables> realms = new ArrayList<>();
    private final List<ScenarioScripts.Vcpu> vcpus = new ArrayList<>();
    private final List<ScenarioScripts.RuleAction> actions = new ArrayList<>();
    private int variables;
    private final int reports = variable();
    /** Address of the reports, their count, free pages. */
    private final int memory = variables(3);

    private final List<ScenarioScripts.Injection> injections = new ArrayList<>();

    private ScriptCompiler(Scenario scenario, List<GuestProgram> programs, long dramEnd) {
        this.scenario = scenario;
        this.programs = programs;
        this.dramEnd = dramEnd;
    }

    /**
     * @param programs what the vCPUs of each realm run
     * @param dramEnd physical address behind the host's memory
     */
    static ScenarioScripts compile(Scenario scenario, List<GuestProgram> programs, long dramEnd) {
        return new ScriptCompiler(scenario, programs, dramEnd).compile();
    }

    private int variable() {
        return variables++;
    }

    private int variables(int count) {
        int first = variables;
        variables += count;
        return first;
    }

    private ScenarioScripts compile() {
        AddressSpace addresses = new AddressSpace();
        for (int i = 0; i < scenario.realms().size(); i++) {
            declare(i, scenario.realms().get(i), addresses);
        }
        List<Script> builds = new ArrayList<>();
        List<Script> closes = new ArrayList<>();
        for (int i = 0; i < realms.size(); i++) {
            builds.add(new Script(new RealmBuild(i, realms.get(i), vcpusOf(i), programs.get(i)).steps(), i));
            closes.add(close(i));
        }
        List<Script> scripts = new ArrayList<>();
        List<Script> rules = rules();
        scripts.add(setup());
        scripts.add(report());
        scripts.add(new Script(List.of(reports(memory, 3)), Script.NO_REALM));
        scripts.addAll(builds);
        scripts.addAll(closes);
        scripts.addAll(rules);
        for (ScenarioScripts.Vcpu vcpu : vcpus) {
            scripts.add(kick(vcpu));
        }
        for (ScenarioScripts.Vcpu vcpu : vcpus) {
            scripts.add(attributes(vcpu));
        }
        return new ScenarioScripts(
                scenario, scripts, variables, reports, memory + 2, realms, vcpus, actions, injections);
    }

    private Script kick(ScenarioScripts.Vcpu vcpu) {
        Operand vm = Operand.variable(realms.get(vcpu.realm()).vm());
        Operand id = Operand.variable(vcpu.id());
        return new Script(
                List.of(step(vcpu.setup().position(), VmmCommand.INTERRUPT_VCPU, List.of(vm, id))), Script.NO_REALM);
    }

    private Script attributes(ScenarioScripts.Vcpu vcpu) {
        List<Operand> operands = new ArrayList<>(
                List.of(Operand.variable(realms.get(vcpu.realm()).vm())));
        for (int i = 0; i < FAULT_VARIABLES; i++) {
            operands.add(Operand.variable(vcpu.fault() + i));
        }
        return new Script(
                List.of(step(vcpu.setup().position(), VmmCommand.SET_MEMORY_ATTRIBUTES, operands)), Script.NO_REALM);
    }

    private void declare(int index, RealmSetup realm, AddressSpace addresses) {
        List<ScenarioScripts.SlotVariables> slots = new ArrayList<>();
        for (SlotSetup slot : realm.slots()) {
            long hva = addresses.take(slot);
            boolean isFile = slot.backing() == SlotSetup.Backing.GUEST_MEMFD;
            slots.add(new ScenarioScripts.SlotVariables(
                    variable(), slot.range().size(), hva, isFile ? addresses.take(slot) : hva));
        }
        realms.add(new ScenarioScripts.RealmVariables(
                realm, variable(), variable(), variable(), variable(), variable(), slots));
        for (VcpuSetup vcpu : realm.vcpus()) {
            vcpus.add(new ScenarioScripts.Vcpu(
                    vcpus.size() + 1, index, vcpu, variable(), variable(), variables(FAULT_VARIABLES)));
        }
    }

    private List<ScenarioScripts.Vcpu> vcpusOf(int realm) {
        return vcpus.stream().filter(vcpu -> vcpu.realm() == realm).toList();
    }

    private Position start() {
        return new Position(scenario.file(), 1, 1);
    }

    private Script setup() {
        List<ScriptStep> steps = new ArrayList<>();
        steps.add(step(start(), VmmCommand.SETUP, List.of(Operand.of(dramEnd))));
        steps.add(reports(reports, 1));
        for (SwitchSetting setting : scenario.host().switches()) {
            steps.add(step(
                    setting.position(),
                    VmmCommand.SWITCH,
                    List.of(Operand.of(setting.name().number()), Operand.of(setting.value()))));
        }
        return new Script(steps, Script.NO_REALM);
    }

    /** Takes back what was to fail and has not: the host says what that is. */
    private Script report() {
        List<ScriptStep> steps = new ArrayList<>();
        for (ScenarioScripts.Injection injection : injections) {
            boolean isAllocation = injection.functionId() == ScenarioScripts.Injection.ALLOCATION;
            VmmCommand command = isAllocation ? VmmCommand.FAIL_ALLOCATION : VmmCommand.FAIL_RMI;
            List<Operand> operands = isAllocation
                    ? List.of(Operand.of(0))
                    : List.of(Operand.of(injection.functionId()), Operand.of(1), Operand.of(0), Operand.of(0));
            steps.add(new ScriptStep.Command(
                    start(),
                    command.text(),
                    ScriptStep.NO_ACTION,
                    command,
                    operands,
                    ScriptStep.Results.values(injection.left(), 1)));
        }
        steps.add(reports(reports, 1));
        return new Script(steps, Script.NO_REALM);
    }

    private ScriptStep reports(int firstVariable, int count) {
        return new ScriptStep.Command(
                start(),
                VmmCommand.REPORTS.text(),
                ScriptStep.NO_ACTION,
                VmmCommand.REPORTS,
                List.of(),
                ScriptStep.Results.values(firstVariable, count));
    }

    private static ScriptStep step(Position position, VmmCommand command, List<Operand> operands) {
        return new ScriptStep.Command(
                position, command.text(), ScriptStep.NO_ACTION, command, operands, ScriptStep.Results.NONE);
    }

    private Script close(int index) {
        ScenarioScripts.RealmVariables realm = realms.get(index);
        Position position = realm.setup().position();
        List<ScriptStep> steps = new ArrayList<>();
        steps.add(step(position, VmmCommand.CLOSE, List.of(Operand.variable(realm.vm()))));
        for (ScenarioScripts.SlotVariables slot : realm.slots()) {
            steps.add(step(position, VmmCommand.MUNMAP, List.of(Operand.of(slot.hva()))));
            if (slot.memory() != slot.hva()) {
                steps.add(step(position, VmmCommand.MUNMAP, List.of(Operand.of(slot.memory()))));
            }
        }
        return new Script(steps, Script.NO_REALM);
    }

    private void declareInjection(VmmAction action) {
        long functionId = ScenarioScripts.Injection.functionId(action);
        boolean isNew = injections.stream().noneMatch(other -> other.functionId() == functionId);
        if (functionId >= 0 && isNew) {
            injections.add(new ScenarioScripts.Injection(functionId, variable(), variable()));
        }
    }

    private List<Script> rules() {
        RuleCompiler compiler = new RuleCompiler(realms, vcpus, this::variable);
        List<Script> scripts = new ArrayList<>();
        for (VmmRule rule : scenario.rules()) {
            List<ScriptStep> steps = new ArrayList<>();
            for (VmmAction action : rule.actions()) {
                int number = actions.size();
                ScenarioScripts.RuleAction entry = new ScenarioScripts.RuleAction(
                        rule,
                        action,
                        variable(),
                        variables(RMI_VALUES),
                        variable(),
                        variable(),
                        variable(),
                        variable());
                actions.add(entry);
                declareInjection(action);
                steps.addAll(compiler.compile(action, number, entry));
            }
            scripts.add(new Script(steps, Script.NO_REALM));
        }
        return scripts;
    }
}
