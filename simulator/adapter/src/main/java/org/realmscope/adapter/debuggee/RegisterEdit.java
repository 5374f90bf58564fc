package org.realmscope.adapter.debuggee;

import java.math.BigInteger;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.realmscope.adapter.request.ErrorCode;
import org.realmscope.adapter.request.RequestError;
import org.realmscope.debug.dwarf.NumberStyle;
import org.realmscope.debug.dwarf.RegisterReader;
import org.realmscope.debug.inspect.RegisterChange;
import org.realmscope.debug.inspect.RegisterField;
import org.realmscope.debug.inspect.RegisterValue;
import org.realmscope.debug.stack.CodeFrame;
import org.realmscope.debug.stack.ValueChange;
import org.realmscope.machine.input.InputAction;
import org.realmscope.platform.UserError;

/** Gives registers other values, of a PE or of a frame that has called another. */
public final class RegisterEdit {
    private static final Pattern WIDE = Pattern.compile("0[xX]([0-9a-fA-F_]{17,39})");
    private static final Pattern GENERAL = Pattern.compile("[xX](\\d{1,2})");
    private static final int VECTOR_BITS = 128;
    private static final int HEXADECIMAL = 16;

    private final Debuggee debuggee;
    private final Reference.Frame frame;
    private final FrameValues values;

    /** @param frame whose registers they are; what names in new values mean */
    public RegisterEdit(Debuggee debuggee, Reference.Frame frame) {
        this.debuggee = debuggee;
        this.frame = frame;
        this.values = new FrameValues(debuggee, frame, NumberStyle.BY_TYPE);
    }

    /**
     * Changes a register.
     *
     * @param text an expression, or 128 bits of a vector register in hexadecimal
     * @return what it is then
     * @throws UserError if the text is no number, or the register cannot be changed
     */
    public String register(String name, String text) {
        ThreadView thread = frame.thread();
        List<InputAction> actions =
                debuggee.stacks().hasRegistersOfPe(frame) ? List.of(ofPe(name, text)) : ofCaller(name, text);
        actions.forEach(debuggee.session()::apply);
        if (debuggee.stacks().hasRegistersOfPe(frame)) {
            return RegisterText.find(thread.view(), thread.index(), name)
                    .map(RegisterText::value)
                    .orElse(text);
        }
        return debuggee.stacks().frame(frame) instanceof CodeFrame code
                ? code.registers().stream()
                        .filter(each -> each.name().equalsIgnoreCase(name))
                        .findFirst()
                        .map(RegisterText::value)
                        .orElse(text)
                : text;
    }

    private InputAction ofPe(String name, String text) {
        int pe = frame.thread().index();
        Matcher wide = WIDE.matcher(text.strip());
        if (RegisterChange.isVector(name) && wide.matches()) {
            BigInteger value = new BigInteger(wide.group(1).replace("_", ""), HEXADECIMAL);
            if (value.bitLength() > VECTOR_BITS) {
                throw new UserError(UserError.Code.PARAMETER_INVALID, text + " does not fit into 128 bits");
            }
            return RegisterChange.vector(
                    pe, name, value.longValue(), value.shiftRight(Long.SIZE).longValue());
        }
        return RegisterChange.of(pe, name, values.number(text));
    }

    private List<InputAction> ofCaller(String name, String text) {
        Matcher general = GENERAL.matcher(name);
        int number = general.matches() ? Integer.parseInt(general.group(1)) : RegisterReader.SP;
        if (number >= RegisterReader.SP || !(debuggee.stacks().frame(frame) instanceof CodeFrame code)) {
            throw new RequestError(
                    ErrorCode.READ_ONLY, name + " cannot be changed in a frame that has called another; X0 to X30 can");
        }
        if (code.registers().get(number).value().isEmpty()) {
            throw new RequestError(
                    ErrorCode.READ_ONLY,
                    name + " cannot be changed in this frame: nothing keeps it while what it has called runs");
        }
        return ValueChange.ofRegister(
                debuggee.stacks().place(frame, code.space()), code.frame(), number, values.number(text));
    }

    /**
     * Changes a field of a register of the PE.
     *
     * @return what the field is then
     * @throws UserError if the text is no number, or one that does not fit
     */
    public String field(String register, String name, String text) {
        RegisterValue before = find(register);
        RegisterField field = field(before, name);
        String[] ends = field.position().split(":");
        if (ends[0].isEmpty()) {
            throw new RequestError(ErrorCode.READ_ONLY, name + " cannot be changed");
        }
        int high = Integer.parseInt(ends[0]);
        int low = Integer.parseInt(ends[ends.length - 1]);
        long mask = -1L >>> Long.SIZE - 1 - (high - low);
        long value = values.number(text);
        if ((value & ~mask) != 0) {
            throw new UserError(
                    UserError.Code.PARAMETER_INVALID,
                    "%s is 0 to 0x%x, and %s is 0x%x".formatted(name, mask, text, value));
        }
        long changed = before.value() & ~(mask << low) | value << low;
        debuggee.session().apply(RegisterChange.of(frame.thread().index(), register, changed));
        return RegisterText.value(field(find(register), name));
    }

    private RegisterValue find(String register) {
        return RegisterText.find(frame.thread().view(), frame.thread().index(), register)
                .orElseThrow(() -> RequestError.argument("there is no register " + register));
    }

    private static RegisterField field(RegisterValue register, String name) {
        return register.fields().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> RequestError.argument("%s has no field %s".formatted(register.name(), name)));
    }
}
