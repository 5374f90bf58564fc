package org.realmscope.debug.dwarf;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.elf.DataCursor;

/** A variable or a parameter. */
public final class Variable {
    private final Die die;

    Variable(Die die) {
        this.die = die;
    }

    /** Its name; {@code ??} if it has none. */
    public String name() {
        return Function.nameOf(die);
    }

    public Type type() {
        return die.unit().units().types().typeOf(die);
    }

    public boolean isParameter() {
        return die.tag() == Tag.FORMAL_PARAMETER;
    }

    /** Whether the compiler made it up. */
    public boolean isArtificial() {
        return die.flag(At.ARTIFICIAL);
    }

    public SourceLine declaration() {
        return Function.declarationOf(die);
    }

    /**
     * Where its value is in a frame.
     *
     * @param frame a frame of the function that it belongs to; any frame for a variable at file level
     */
    public ValueLocation locate(FrameContext frame) {
        Die holder = die.holder(At.LOCATION);
        if (holder == null) {
            return die.holder(At.CONST_VALUE) != null ? constant() : declaredElsewhere(frame);
        }
        DataCursor expression = LocationReader.expression(holder, At.LOCATION, frame.fileLookupPc());
        if (expression == null || !expression.hasRemaining()) {
            return ValueLocation.OPTIMIZED_OUT;
        }
        return new Expression(die, frame).evaluate(expression);
    }

    private ValueLocation constant() {
        Die holder = die.holder(At.CONST_VALUE);
        FormValue value = holder == null ? null : holder.value(At.CONST_VALUE);
        if (holder == null || value == null) {
            return ValueLocation.OPTIMIZED_OUT;
        }
        if (value.isBlock()) {
            return new ValueLocation.Implicit(holder.data().bytes(value.raw(), value.size()));
        }
        if (value.form() == Form.STRING || value.form() == Form.STRP || value.form() == Form.LINE_STRP) {
            String text = holder.unit().string(holder, value) + "\0";
            return new ValueLocation.Implicit(text.getBytes(StandardCharsets.UTF_8));
        }
        return new ValueLocation.Implicit(Bits.bytes(extended(value), 8));
    }

    /** A number shorter than the variable has the sign of its type (DWARF 5, section 7.5.5, class constant). */
    private long extended(FormValue value) {
        boolean signed = type().stripped() instanceof BaseType base && base.isSigned();
        return switch (value.form()) {
            case Form.DATA1 -> signed ? (byte) value.raw() : value.raw();
            case Form.DATA2 -> signed ? (short) value.raw() : value.raw();
            case Form.DATA4 -> signed ? (int) value.raw() : value.raw();
            default -> value.raw();
        };
    }

    private ValueLocation declaredElsewhere(FrameContext frame) {
        Die definition = definition();
        return definition == null ? ValueLocation.OPTIMIZED_OUT : new Variable(definition).locate(frame);
    }

    private @Nullable Die definition() {
        String name = die.name();
        if (name == null || !die.flag(At.DECLARATION)) {
            return null;
        }
        for (Die candidate : die.unit().units().names().variables(name)) {
            if (candidate.flag(At.EXTERNAL)) {
                return candidate;
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return type().declare(name());
    }
}
