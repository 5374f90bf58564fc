package org.realmscope.adapter.debuggee;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.lsp4j.debug.Variable;
import org.eclipse.lsp4j.debug.VariablePresentationHint;
import org.eclipse.lsp4j.debug.VariablePresentationHintAttributes;
import org.jspecify.annotations.Nullable;
import org.realmscope.adapter.request.ErrorCode;
import org.realmscope.adapter.request.RequestError;
import org.realmscope.debug.control.EventFields;
import org.realmscope.debug.dwarf.BaseType;
import org.realmscope.debug.dwarf.FunctionType;
import org.realmscope.debug.dwarf.LoadedImage;
import org.realmscope.debug.dwarf.Member;
import org.realmscope.debug.dwarf.NumberStyle;
import org.realmscope.debug.dwarf.PointerType;
import org.realmscope.debug.dwarf.StructType;
import org.realmscope.debug.dwarf.Type;
import org.realmscope.debug.dwarf.Value;
import org.realmscope.debug.dwarf.ValueChildren;
import org.realmscope.debug.dwarf.ValueLocation;
import org.realmscope.debug.expression.Expression;
import org.realmscope.debug.expression.ExpressionException;
import org.realmscope.debug.inspect.AddressSpace;
import org.realmscope.debug.stack.CodeFrame;
import org.realmscope.debug.stack.Frame;
import org.realmscope.debug.stack.MachineEvaluation;
import org.realmscope.debug.stack.ModelFrame;
import org.realmscope.debug.stack.ValueChange;
import org.realmscope.debug.symbols.CodePosition;
import org.realmscope.platform.UserError;

/** Values in a frame: of its variables, of expressions, and of their parts. */
public final class FrameValues {
    private static final Pattern ELEMENT = Pattern.compile("\\[(\\d{1,18})]");

    private final Debuggee debuggee;
    private final Reference.Frame reference;
    private final Frame frame;
    private final MachineEvaluation names;
    private final ValueText texts;
    private final NumberStyle numbers;

    public FrameValues(Debuggee debuggee, Reference.Frame reference, NumberStyle numbers) {
        this.debuggee = debuggee;
        this.reference = reference;
        this.numbers = numbers;
        this.frame = debuggee.stacks().frame(reference);
        ThreadView thread = reference.thread();
        CodeFrame code = frame instanceof CodeFrame function ? function : null;
        EventFields event = frame instanceof ModelFrame model
                ? EventFields.of(model.call().fields(), thread.index(), thread.view())
                : EventFields.NONE;
        this.names = new MachineEvaluation(debuggee.programs().symbols(), thread.view(), thread.index(), code, event);
        this.texts = new ValueText(debuggee.programs().symbols(), thread.view(), space(), numbers);
    }

    /** What names mean in the frame. */
    public MachineEvaluation names() {
        return names;
    }

    public Frame frame() {
        return frame;
    }

    /**
     * The value of an expression.
     *
     * @throws UserError if it is none, or has none here
     */
    public Value evaluate(String expression) {
        try {
            return Expression.parse(expression, names).evaluate(names);
        } catch (ExpressionException e) {
            throw new UserError(UserError.Code.PARAMETER_INVALID, String.valueOf(e.getMessage()));
        }
    }

    /**
     * The value of an expression as a number.
     *
     * @throws UserError if it is none, or has none here
     */
    public long number(String expression) {
        try {
            return Expression.parse(expression, names).number(names);
        } catch (ExpressionException e) {
            throw new UserError(UserError.Code.PARAMETER_INVALID, String.valueOf(e.getMessage()));
        }
    }

    /**
     * A value that a client unfolds.
     *
     * @throws RequestError if there is no such part any more
     */
    public Value value(Reference.Parts parts) {
        Value value = evaluate(parts.expression());
        for (long index : parts.path()) {
            List<ValueChildren.Child> child = ValueChildren.of(value, index, 1);
            if (child.isEmpty()) {
                throw RequestError.argument("%s has no part %d any more".formatted(parts.expression(), index));
            }
            value = child.getFirst().value();
        }
        return value;
    }

    // --- names

    /** Names of the variables of the frame's function. */
    public List<String> variables() {
        List<String> found = new ArrayList<>();
        if (frame instanceof CodeFrame code) {
            code.arguments().forEach(each -> found.add(each.name()));
            code.locals().forEach(each -> found.add(each.name()));
        } else if (frame instanceof ModelFrame model) {
            model.call().fields().inputs().forEach(each -> found.add(each.name()));
            model.call().fields().outputs().forEach(each -> found.add(each.name()));
        }
        return found;
    }

    /** Names of the variables at file level of the frame's program. */
    public List<String> globals() {
        LoadedImage image = frame instanceof CodeFrame code ? code.frame().image() : null;
        return image == null ? List.of() : image.info().globalNames();
    }

    /** Members of what an expression stands for, or points to; none if it stands for nothing that has members. */
    public List<String> members(String expression) {
        try {
            Value value = Expression.parse(expression, names).evaluate(names);
            return memberNames(
                    value.type().stripped() instanceof PointerType pointer ? pointer.target() : value.type());
        } catch (ExpressionException unfinished) {
            return List.of();
        }
    }

    private static List<String> memberNames(Type type) {
        List<String> found = new ArrayList<>();
        if (type.stripped() instanceof StructType struct) {
            for (Member member : struct.members()) {
                String name = member.name();
                if (name == null) {
                    found.addAll(memberNames(member.type()));
                } else {
                    found.add(name);
                }
            }
        }
        return found;
    }

    // --- for the client

    /**
     * A variable, or the value of an expression.
     *
     * @param name of the variable, or the expression
     */
    public Variable variable(String name, Value value) {
        return variable(name, value, new Reference.Parts(reference, name, List.of()), name);
    }

    /**
     * Some parts of a value.
     *
     * @param count how many at most
     */
    public List<Variable> parts(Reference.Parts parts, long first, int count) {
        Value whole = value(parts);
        List<Variable> variables = new ArrayList<>();
        long index = first;
        for (ValueChildren.Child child : ValueChildren.of(whole, first, count)) {
            List<Long> path = new ArrayList<>(parts.path());
            path.add(index++);
            Reference.Parts part = new Reference.Parts(reference, parts.expression(), path);
            String shown = child.name().isEmpty() ? "(anonymous)" : child.name();
            variables.add(variable(shown, child.value(), part, expression(part)));
        }
        return variables;
    }

    /** A part as C writes it. */
    private String expression(Reference.Parts parts) {
        String text = parts.expression();
        Value value = evaluate(text);
        if (!text.matches("\\w+")) {
            text = "(" + text + ")";
        }
        for (long index : parts.path()) {
            ValueChildren.Child child = ValueChildren.of(value, index, 1).getFirst();
            boolean isPointer = value.type().stripped() instanceof PointerType;
            text = child.name().startsWith("[")
                    ? text + child.name()
                    : child.name().equals("*")
                            ? "(*" + text + ")"
                            : child.name().isEmpty() ? text : text + (isPointer ? "->" : ".") + child.name();
            value = child.value();
        }
        return text;
    }

    private Variable variable(String name, Value value, Reference.Parts parts, String expression) {
        Variable variable = new Variable();
        variable.setName(name);
        variable.setValue(texts.of(value, expression));
        variable.setType(value.type().name());
        variable.setEvaluateName(expression);
        variable.setMemoryReference(memoryReference(value));
        variable.setValueLocationReference(functionReference(value));
        long count = value.location() instanceof ValueLocation.Unavailable ? 0 : ValueChildren.count(value);
        if (count > 0) {
            variable.setVariablesReference(debuggee.references().number(parts));
            int shown = (int) Math.min(count, Integer.MAX_VALUE);
            if (ValueChildren.isIndexed(value)) {
                variable.setIndexedVariables(shown);
            } else {
                variable.setNamedVariables(shown);
            }
        }
        if (!isChangeable(value)) {
            VariablePresentationHint hint = new VariablePresentationHint();
            hint.setAttributes(new String[] {VariablePresentationHintAttributes.READ_ONLY});
            variable.setPresentationHint(hint);
        }
        return variable;
    }

    /** The line of the function that a pointer points to; null if it points to none. */
    private @Nullable Integer functionReference(Value value) {
        boolean isFunction = value.type().stripped() instanceof PointerType pointer
                && pointer.target().stripped() instanceof FunctionType;
        OptionalLong va = isFunction ? value.number() : OptionalLong.empty();
        CodePosition position = va.isEmpty()
                ? null
                : debuggee.programs().position(reference.thread().view(), space(), va.getAsLong());
        return position == null ? null : debuggee.lineReference(reference.thread(), position.source());
    }

    private boolean isChangeable(Value value) {
        boolean isPlaced = value.location() instanceof ValueLocation.Memory
                || value.location() instanceof ValueLocation.Register
                || value.location() instanceof ValueLocation.Composite;
        boolean isNumber = value.isScalar() || value.type().stripped() instanceof BaseType;
        return reference.thread().isLive() && isPlaced && isNumber;
    }

    /** Where a pointer points to, or where the value is; null if it is not in memory. */
    public @Nullable String memoryReference(Value value) {
        OptionalLong va = value.type().stripped() instanceof PointerType ? value.number() : value.address();
        return va.isEmpty() ? null : debuggee.memoryReference(reference.thread(), space(), va.getAsLong());
    }

    /** An address of the frame's memory as it is written for clients. */
    public String written(long va) {
        return debuggee.written(reference.thread(), space()).format(va);
    }

    /** The addresses of the frame's memory. */
    public AddressSpace space() {
        return frame instanceof CodeFrame code
                ? code.space()
                : ThreadText.space(reference.thread().pe());
    }

    /**
     * Gives a value other contents, and says what it is then.
     *
     * @param find finds it, before and after
     * @param text of the new contents
     * @throws UserError if they mean no value of its type, or it cannot be changed
     */
    public Variable change(String name, Function<FrameValues, Value> find, String text) {
        ThreadView thread = reference.thread();
        if (!thread.isLive()) {
            throw new RequestError(ErrorCode.READ_ONLY, "an open moment cannot be changed");
        }
        ValueChange.of(debuggee.stacks().place(reference, space()), find.apply(this), names, text)
                .forEach(debuggee.session()::apply);
        FrameValues changed = new FrameValues(debuggee, reference, numbers);
        return changed.variable(name, find.apply(changed));
    }

    /** The value of a variable by its name in what a client unfolds. */
    public Value named(Reference container, String name) {
        if (!(container instanceof Reference.Parts parts)) {
            return evaluate(name);
        }
        Value whole = value(parts);
        Matcher element = ELEMENT.matcher(name);
        boolean isElement = ValueChildren.isIndexed(whole) && element.matches();
        for (ValueChildren.Child child : isElement
                ? ValueChildren.of(whole, Long.parseLong(element.group(1)), 1)
                : ValueChildren.of(whole, 0, Integer.MAX_VALUE)) {
            if (child.name().equals(name)) {
                return child.value();
            }
        }
        throw RequestError.argument("there is no '%s' in it".formatted(name));
    }
}
