package org.realmscope.debug.expression;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.dwarf.ArrayType;
import org.realmscope.debug.dwarf.BaseType;
import org.realmscope.debug.dwarf.FunctionType;
import org.realmscope.debug.dwarf.MemoryReader;
import org.realmscope.debug.dwarf.PointerType;
import org.realmscope.debug.dwarf.StructType;
import org.realmscope.debug.dwarf.Type;
import org.realmscope.debug.dwarf.Value;
import org.realmscope.debug.dwarf.ValueLocation;
import org.realmscope.debug.dwarf.VoidType;

/** Computes the value of a syntax tree. The frame of each value says which memory it points into. */
final class Evaluator {
    private final String text;
    private final EvaluationContext context;
    private final Arithmetic arithmetic;

    Evaluator(String text, EvaluationContext context) {
        this.text = text;
        this.context = context;
        this.arithmetic = new Arithmetic(text, context.frame());
    }

    Value evaluate(Node node) {
        return switch (node) {
            case Node.Constant constant -> constant(constant.token());
            case Node.Name name -> name(name);
            case Node.Register register -> register(register);
            case Node.Unary unary -> unary(unary);
            case Node.Binary binary -> binary(binary);
            case Node.Conditional choice -> evaluate(isTrue(choice.condition()) ? choice.then() : choice.otherwise());
            case Node.MemberAccess access -> member(access);
            case Node.Element element -> element(element);
            case Node.Cast cast -> cast(cast);
            case Node.SizeOfType sizeOf -> size(resolve(sizeOf.type()), sizeOf.position());
            case Node.SizeOf sizeOf -> size(evaluate(sizeOf.operand()).type(), sizeOf.position());
            case Node.InSpace inSpace -> inSpace(inSpace);
        };
    }

    boolean isTrue(Node node) {
        return arithmetic.isTrue(decayed(evaluate(node), node), node.position());
    }

    long number(Node node) {
        return arithmetic.number(decayed(evaluate(node), node), node.position());
    }

    private ExpressionException error(int position, String problem) {
        return new ExpressionException(text, position, problem);
    }

    private Value constant(Token token) {
        BaseType type = token.isLong()
                ? token.isUnsigned() ? BuiltInTypes.UNSIGNED_LONG : BuiltInTypes.LONG
                : token.isUnsigned() ? BuiltInTypes.UNSIGNED_INT : BuiltInTypes.INT;
        return arithmetic.of(token.value(), type);
    }

    private Value name(Node.Name name) {
        EvaluationContext.Quantity field = context.eventField(name.name());
        if (field != null) {
            return arithmetic.of(field.value(), field.isSigned() ? BuiltInTypes.LONG : BuiltInTypes.UNSIGNED_LONG);
        }
        Value variable = context.variable(name.name());
        if (variable != null) {
            return variable;
        }
        OptionalLong constant = context.constant(name.name());
        if (constant.isPresent()) {
            return arithmetic.of(constant.getAsLong(), BuiltInTypes.LONG);
        }
        return arithmetic.of(context.symbol(name.name()).orElseThrow(() -> unknown(name)), BuiltInTypes.UNSIGNED_LONG);
    }

    private ExpressionException unknown(Node.Name name) {
        return new ExpressionException(
                text, name.position(), "'" + name.name() + "' " + context.problem(name.name()), context.hint());
    }

    private Value register(Node.Register register) {
        return arithmetic.of(
                context.register(register.name())
                        .orElseThrow(() ->
                                error(register.position(), "register '" + register.name() + "' is not known here")),
                BuiltInTypes.UNSIGNED_LONG);
    }

    private Value inSpace(Node.InSpace node) {
        MemoryReader memory = context.memory(node.space());
        if (memory == null) {
            throw error(node.position(), "there is no address space '" + node.space() + "' now");
        }
        Value operand = decayed(evaluate(node.operand()), node.operand());
        Type type = operand.type().stripped() instanceof PointerType pointer ? pointer : PointerType.to(VoidType.VOID);
        long address = arithmetic.number(operand, node.operand().position());
        return Value.of(type, Arithmetic.location(address, 8), new SpaceFrame(node.space(), memory));
    }

    private Value unary(Node.Unary node) {
        Value operand = evaluate(node.operand());
        return switch (node.operator()) {
            case "*" -> dereference(decayed(operand, node.operand()), node.position());
            case "&" -> addressOf(operand, node.position());
            case "!" ->
                arithmetic.of(
                        arithmetic.isTrue(decayed(operand, node.operand()), node.position()) ? 0 : 1, BuiltInTypes.INT);
            default -> arithmetic.unary(node.operator(), decayed(operand, node.operand()), node.position());
        };
    }

    private Value dereference(Value pointer, int position) {
        Type type = pointer.type().stripped();
        if (!(type instanceof PointerType to)) {
            throw error(
                    position,
                    "%s is no pointer; a cast such as *(u64 *) says what is there"
                            .formatted(pointer.type().name()));
        }
        Type target = to.target();
        if (target.stripped() instanceof VoidType && pointer.frame() instanceof SpaceFrame) {
            target = BuiltInTypes.UNSIGNED_LONG;
        } else if (target.stripped() instanceof VoidType) {
            throw error(position, "a void pointer does not say what it points to; a cast such as *(u64 *) does");
        }
        long address = arithmetic.number(pointer, position);
        return Value.of(target, new ValueLocation.Memory(address), pointer.frame());
    }

    private Value addressOf(Value value, int position) {
        long address = value.address().orElseThrow(() -> error(position, "the value is not in memory"));
        return Value.of(PointerType.to(value.type()), Arithmetic.location(address, 8), value.frame());
    }

    /** An array as a pointer to its first element, a function as a pointer to itself, where it is in memory. */
    private Value decayed(Value value, Node node) {
        return switch (value.type().stripped()) {
            case ArrayType array -> {
                long address = value.address().orElseThrow(() -> error(node.position(), "the array is not in memory"));
                yield Value.of(PointerType.to(array.element()), Arithmetic.location(address, 8), value.frame());
            }
            case FunctionType function -> addressOf(value, node.position());
            default -> value;
        };
    }

    private Value binary(Node.Binary node) {
        if (node.operator().equals("&&")) {
            return arithmetic.of(isTrue(node.left()) && isTrue(node.right()) ? 1 : 0, BuiltInTypes.INT);
        }
        if (node.operator().equals("||")) {
            return arithmetic.of(isTrue(node.left()) || isTrue(node.right()) ? 1 : 0, BuiltInTypes.INT);
        }
        Value left = decayed(evaluate(node.left()), node.left());
        Value right = decayed(evaluate(node.right()), node.right());
        return arithmetic.binary(node, left, right);
    }

    private Value member(Node.MemberAccess node) {
        Value operand = evaluate(node.operand());
        Value struct =
                operand.type().stripped() instanceof PointerType ? dereference(operand, node.position()) : operand;
        if (!(struct.type().stripped() instanceof StructType type)) {
            throw error(node.position(), struct.type().name() + " has no members");
        }
        if (type.isIncomplete()) {
            throw error(node.position(), type.name() + " is not defined in this file");
        }
        Value member = struct.member(node.name());
        if (member == null) {
            throw error(node.position(), "%s has no member '%s'".formatted(type.name(), node.name()));
        }
        return member;
    }

    private Value element(Node.Element node) {
        Value operand = evaluate(node.operand());
        long index = number(node.index());
        Type type = operand.type().stripped();
        if (!(type instanceof ArrayType) && !(type instanceof PointerType)) {
            throw error(node.position(), operand.type().name() + " has no elements");
        }
        if (type instanceof PointerType) {
            arithmetic.number(operand, node.operand().position());
        }
        Value element = operand.element(index);
        if (element == null) {
            throw error(
                    node.position(),
                    "the elements of %s have no size".formatted(operand.type().name()));
        }
        return element;
    }

    private Value cast(Node.Cast node) {
        Type type = resolve(node.type());
        Value operand = decayed(evaluate(node.operand()), node.operand());
        Type target = type.stripped();
        if (target instanceof StructType || target instanceof VoidType || target instanceof ArrayType) {
            throw error(node.position(), "a value cannot be cast to " + type.name());
        }
        return arithmetic.cast(operand, type, node.position());
    }

    private Type resolve(Node.TypeName name) {
        Type type = BuiltInTypes.named(name.name());
        if (type == null) {
            type = known(name.name());
        }
        if (type == null) {
            throw error(name.position(), "type '" + name.name() + "' is not known here");
        }
        for (int i = 0; i < name.stars(); i++) {
            type = PointerType.to(type);
        }
        return type;
    }

    private @Nullable Type known(String name) {
        return context.type(name);
    }

    private Value size(Type type, int position) {
        if (type.size() < 0) {
            throw error(position, "the size of " + type.name() + " is not known");
        }
        return arithmetic.of(type.size(), BuiltInTypes.UNSIGNED_LONG);
    }
}
