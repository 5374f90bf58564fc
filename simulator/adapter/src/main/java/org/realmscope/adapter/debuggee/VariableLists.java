package org.realmscope.adapter.debuggee;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.debug.Variable;
import org.eclipse.lsp4j.debug.VariablePresentationHint;
import org.eclipse.lsp4j.debug.VariablePresentationHintAttributes;
import org.realmscope.debug.control.CallFields;
import org.realmscope.debug.dwarf.NumberStyle;
import org.realmscope.debug.dwarf.SourceLine;
import org.realmscope.debug.dwarf.ValueChildren;
import org.realmscope.debug.inspect.CheckedCondition;
import org.realmscope.debug.inspect.RegisterChange;
import org.realmscope.debug.inspect.RegisterField;
import org.realmscope.debug.inspect.RegisterValue;
import org.realmscope.debug.model.ModelCall;
import org.realmscope.debug.stack.CodeFrame;
import org.realmscope.debug.stack.Frame;
import org.realmscope.debug.stack.ModelFrame;
import org.realmscope.debug.stack.ValueChange;

/** What is in the things that clients unfold. */
public final class VariableLists {
    private final Debuggee debuggee;
    private final NumberStyle numbers;

    public VariableLists(Debuggee debuggee, NumberStyle numbers) {
        this.debuggee = debuggee;
        this.numbers = numbers;
    }

    /** Whether the contents are elements of an array. */
    public boolean isIndexed(Reference reference) {
        return reference instanceof Reference.Parts parts
                && ValueChildren.isIndexed(values(parts.frame()).value(parts));
    }

    /**
     * A page of the contents.
     *
     * @param start how many are left out
     * @param count how many at most
     */
    public List<Variable> of(Reference reference, int start, int count) {
        if (reference instanceof Reference.Parts parts) {
            return values(parts.frame()).parts(parts, start, count);
        }
        return all(reference).stream().skip(start).limit(count).toList();
    }

    private List<Variable> all(Reference reference) {
        return switch (reference) {
            case Reference.Frame frame -> List.of();
            case Reference.Place place -> List.of();
            case Reference.Line line -> List.of();
            case Reference.Group group ->
                RegisterText.group(group.thread().view(), group.thread().index(), group.name()).stream()
                        .map(register -> register(group.thread(), register))
                        .toList();
            case Reference.Fields fields ->
                RegisterText.find(fields.thread().view(), fields.thread().index(), fields.register()).stream()
                        .flatMap(register -> register.fields().stream()
                                .map(field -> field(
                                        field, fields.thread().isLive() && RegisterChange.isPossible(register.name()))))
                        .toList();
            case Reference.FrameRegisters registers -> registers(registers.frame());
            case Reference.Arguments arguments ->
                debuggee.stacks().frame(arguments.frame()) instanceof CodeFrame code
                        ? named(arguments.frame(), code.arguments())
                        : List.of();
            case Reference.Locals locals ->
                debuggee.stacks().frame(locals.frame()) instanceof CodeFrame code
                        ? named(locals.frame(), code.locals())
                        : List.of();
            case Reference.Call call -> call(debuggee.stacks().frame(call.frame()));
            case Reference.Conditions conditions -> conditions(conditions.frame());
            case Reference.Condition condition -> condition(condition);
            case Reference.Parts parts -> of(parts, 0, Integer.MAX_VALUE);
        };
    }

    private FrameValues values(Reference.Frame frame) {
        return new FrameValues(debuggee, frame, numbers);
    }

    private List<Variable> named(Reference.Frame frame, List<CodeFrame.NamedValue> variables) {
        FrameValues values = values(frame);
        return variables.stream()
                .map(each -> declared(values.variable(each.name(), each.value()), frame, each.declaration()))
                .toList();
    }

    private Variable declared(Variable variable, Reference.Frame frame, SourceLine line) {
        variable.setDeclarationLocationReference(debuggee.lineReference(frame.thread(), line));
        return variable;
    }

    // --- registers

    private Variable register(ThreadView thread, RegisterValue register) {
        Variable variable = new Variable();
        variable.setName(register.name());
        variable.setValue(RegisterText.value(register));
        variable.setEvaluateName("$" + register.name());
        variable.setType("register");
        if (!register.fields().isEmpty()) {
            variable.setNamedVariables(register.fields().size());
            variable.setVariablesReference(debuggee.references().number(new Reference.Fields(thread, register.name())));
        }
        return thread.isLive() && RegisterChange.isPossible(register.name()) ? variable : readOnly(variable);
    }

    private static Variable field(RegisterField field, boolean isChangeable) {
        Variable variable = plain(field.name(), RegisterText.value(field));
        return isChangeable && !field.position().isEmpty() ? variable : readOnly(variable);
    }

    private List<Variable> registers(Reference.Frame frame) {
        List<Variable> variables = new ArrayList<>();
        if (debuggee.stacks().frame(frame) instanceof CodeFrame code) {
            ValueChange.Place place = debuggee.stacks().place(frame, code.space());
            for (int i = 0; i < code.registers().size(); i++) {
                CodeFrame.Register register = code.registers().get(i);
                Variable variable = plain(register.name(), RegisterText.value(register));
                variable.setType("register");
                variable.setEvaluateName("$" + register.name());
                boolean isKept = register.value().isPresent() && ValueChange.isKept(place, code.frame(), i);
                variables.add(isKept && frame.thread().isLive() ? variable : readOnly(variable));
            }
        }
        return variables;
    }

    // --- calls of the RMM

    private static List<Variable> call(Frame frame) {
        List<Variable> variables = new ArrayList<>();
        if (frame instanceof ModelFrame model) {
            ModelCall call = model.call();
            addFields(call.fields().inputs(), variables);
            addFields(call.fields().outputs(), variables);
            CheckedCondition failing = call.failing();
            String result = call.fields().result();
            variables.add(readOnly(plain(
                    "result",
                    !result.isEmpty()
                            ? result
                            : failing == null
                                    ? "(not yet)"
                                    : "(will be) " + failing.condition().failure())));
        }
        return variables;
    }

    private static void addFields(List<CallFields.Field> fields, List<Variable> variables) {
        for (CallFields.Field field : fields) {
            Variable variable = readOnly(plain(field.name(), StateText.hex(field.value())));
            variable.setEvaluateName(field.name());
            variables.add(variable);
        }
    }

    private List<Variable> conditions(Reference.Frame frame) {
        List<Variable> variables = new ArrayList<>();
        if (debuggee.stacks().frame(frame) instanceof ModelFrame model) {
            for (CheckedCondition each : model.call().conditions()) {
                Variable variable = readOnly(plain(each.condition().label(), verdict(each)));
                variable.setVariablesReference(debuggee.references()
                        .number(new Reference.Condition(frame, each.condition().label())));
                variable.setNamedVariables(2 + each.values().size());
                variables.add(variable);
            }
        }
        return variables;
    }

    private static String verdict(CheckedCondition condition) {
        return switch (condition.verdict()) {
            case HOLDS -> "holds, fails with " + condition.condition().failure();
            case FALSE -> "does not hold";
            case NOT_EVALUATED -> "not evaluated, because of an earlier one";
        };
    }

    private List<Variable> condition(Reference.Condition reference) {
        List<Variable> variables = new ArrayList<>();
        if (debuggee.stacks().frame(reference.frame()) instanceof ModelFrame model) {
            for (CheckedCondition each : model.call().conditions()) {
                if (each.condition().label().equals(reference.label())) {
                    variables.add(readOnly(plain("condition", each.condition().predicate())));
                    variables.add(readOnly(plain("failure", each.condition().failure())));
                    for (String compared : each.values()) {
                        int split = compared.indexOf(" = ");
                        variables.add(readOnly(
                                split < 0
                                        ? plain("value", compared)
                                        : plain(compared.substring(0, split), compared.substring(split + 3))));
                    }
                }
            }
        }
        return variables;
    }

    private static Variable plain(String name, String value) {
        Variable variable = new Variable();
        variable.setName(name);
        variable.setValue(value);
        return variable;
    }

    private static Variable readOnly(Variable variable) {
        VariablePresentationHint hint = new VariablePresentationHint();
        hint.setAttributes(new String[] {VariablePresentationHintAttributes.READ_ONLY});
        variable.setPresentationHint(hint);
        return variable;
    }
}
