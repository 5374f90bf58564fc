package org.realmscope.adapter.debuggee;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiStatus;
import org.realmscope.debug.control.CallFields;
import org.realmscope.debug.dwarf.FrameContext;
import org.realmscope.debug.dwarf.MemoryReader;
import org.realmscope.debug.dwarf.RegisterReader;
import org.realmscope.debug.expression.EvaluationContext;
import org.realmscope.debug.expression.Expression;
import org.realmscope.debug.expression.ExpressionException;
import org.realmscope.debug.inspect.AddressSpace;
import org.realmscope.debug.inspect.AddressSyntax;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.debug.inspect.MemoryRead;
import org.realmscope.platform.UserError;
import org.realmscope.platform.pe.Pe;

/** What names in an expression stand for where a PE stands: registers, fields of a call, statuses, memory. */
public final class PeExpressions implements EvaluationContext {
    private static final String STATUS_PREFIX = "RMI_";
    private static final int STATUS_MASK = 0xff;
    private static final int INDEX_SHIFT = 8;

    private final Inspection view;
    private final int pe;
    private final @Nullable CallFields call;

    /** @param call that the PE makes, or has made; null if none */
    PeExpressions(Inspection view, int pe, @Nullable CallFields call) {
        this.view = view;
        this.pe = pe;
        this.call = call;
    }

    /**
     * Reads an expression.
     *
     * @throws UserError if it is none
     */
    static Expression parse(String text) {
        try {
            return Expression.parse(text, name -> false);
        } catch (ExpressionException e) {
            throw invalid(e);
        }
    }

    /**
     * Whether a condition holds.
     *
     * @throws UserError if that cannot be told here
     */
    boolean isTrue(Expression expression) {
        try {
            return expression.isTrue(this);
        } catch (ExpressionException e) {
            throw invalid(e);
        }
    }

    /**
     * The value of an expression where a PE stands.
     *
     * @param call that the PE makes, or has made; null if none
     * @throws UserError if it is none, or has none there
     */
    public static long number(Inspection view, int pe, @Nullable CallFields call, String text) {
        Expression expression = parse(text);
        try {
            return expression.number(new PeExpressions(view, pe, call));
        } catch (ExpressionException e) {
            throw invalid(e);
        }
    }

    private static UserError invalid(ExpressionException e) {
        return new UserError(UserError.Code.PARAMETER_INVALID, String.valueOf(e.getMessage()));
    }

    @Override
    public FrameContext frame() {
        return new Innermost(view, view.machine().pe(pe));
    }

    @Override
    public OptionalLong callField(String name) {
        CallFields known = call;
        if (known == null) {
            return OptionalLong.empty();
        }
        Long code = known.returnCode();
        return switch (name) {
            case "status" -> code == null ? OptionalLong.empty() : OptionalLong.of(code & STATUS_MASK);
            case "index" -> code == null ? OptionalLong.empty() : OptionalLong.of(code >>> INDEX_SHIFT & STATUS_MASK);
            default -> known.value(name);
        };
    }

    @Override
    public OptionalLong constant(String name) {
        for (RmiStatus status : RmiStatus.values()) {
            if (name.equals(STATUS_PREFIX + status)) {
                return OptionalLong.of(status.ordinal());
            }
        }
        return OptionalLong.empty();
    }

    @Override
    public OptionalLong register(String name) {
        return RegisterText.find(view, pe, name).stream()
                .mapToLong(register -> register.value())
                .findFirst();
    }

    @Override
    public @Nullable MemoryReader memory(String space) {
        AddressSpace found = AddressSyntax.parse(
                        space + ":0", ThreadText.space(view.machine().pe(pe)))
                .space();
        return (address, into) -> read(view, found, address, into);
    }

    private static boolean read(Inspection view, AddressSpace space, long address, byte[] into) {
        MemoryRead read = view.read(space, address, into.length);
        System.arraycopy(read.bytes(), 0, into, 0, into.length);
        return read.isComplete();
    }

    /** The frame of which nothing is known but the PE's registers. */
    private record Innermost(Inspection view, Pe pe) implements FrameContext {
        @Override
        public long lookupPc() {
            return pe.pc;
        }

        @Override
        public long pc() {
            return pe.pc;
        }

        @Override
        public RegisterReader registers() {
            return number ->
                    0 <= number && number <= RegisterReader.SP ? OptionalLong.of(pe.x[number]) : OptionalLong.empty();
        }

        @Override
        public MemoryReader memory() {
            return (va, into) -> read(view, ThreadText.space(pe), va, into);
        }

        @Override
        public OptionalLong cfa() {
            return OptionalLong.empty();
        }

        @Override
        public @Nullable FrameContext caller() {
            return null;
        }
    }
}
