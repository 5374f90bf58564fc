package org.realmscope.debug.inspect;

import java.util.Locale;
import org.realmscope.machine.input.InputAction;
import org.realmscope.platform.UserError;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.sysreg.SystemRegister;

/** Makes inputs that change registers, by the names under which {@link Inspection#registers} shows them. */
public final class RegisterChange {
    private static final int GPRS = 31;

    private RegisterChange() {}

    /**
     * The input that gives a register a value.
     *
     * @param name Arm's
     * @throws UserError if there is no such register, or it cannot be changed
     */
    public static InputAction of(int pe, String name, long value) {
        String upper = name.toUpperCase(Locale.ROOT);
        if (upper.equals("PC")) {
            return new InputAction.SetPc(pe, value);
        }
        if (upper.equals("SP")) {
            return new InputAction.SetRegister(pe, Pe.SP, value);
        }
        if (upper.matches("X\\d{1,2}") && Integer.parseInt(upper.substring(1)) < GPRS) {
            return new InputAction.SetRegister(pe, Integer.parseInt(upper.substring(1)), value);
        }
        for (SystemRegister register : SystemRegister.values()) {
            if (register.name().equals(upper)) {
                return new InputAction.SetSystemRegister(pe, register, value);
            }
        }
        throw new UserError(
                UserError.Code.PARAMETER_INVALID,
                "%s cannot be changed; X0 to X30, SP, PC and system registers can".formatted(name));
    }
}
