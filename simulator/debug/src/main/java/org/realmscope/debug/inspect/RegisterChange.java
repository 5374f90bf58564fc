package org.realmscope.debug.inspect;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.realmscope.machine.input.InputAction;
import org.realmscope.platform.UserError;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.sysreg.SystemRegister;

/** Makes inputs that change registers, by the names under which {@link Inspection#registers} shows them. */
public final class RegisterChange {
    private static final int GPRS = 31;
    private static final int VECTORS = 32;

    private RegisterChange() {}

    /** Whether a name is that of a vector register. */
    public static boolean isVector(String name) {
        return name.matches("[vV]\\d{1,2}") && Integer.parseInt(name.substring(1)) < VECTORS;
    }

    /**
     * The input that gives a vector register a value.
     *
     * @param name V0 to V31
     * @param low bits 63:0
     * @param high bits 127:64
     */
    public static InputAction vector(int pe, String name, long low, long high) {
        return new InputAction.SetVector(pe, Integer.parseInt(name.substring(1)), low, high);
    }

    /**
     * The input that gives a register a value. A vector register gets it as its low 64 bits, and zeros above.
     *
     * @param name Arm's
     * @throws UserError if there is no such register, or it cannot be changed
     */
    public static InputAction of(int pe, String name, long value) {
        String upper = name.toUpperCase(Locale.ROOT);
        SystemRegister system = system(upper);
        if (upper.equals("PC")) {
            return new InputAction.SetPc(pe, value);
        }
        if (upper.equals("SP")) {
            return new InputAction.SetRegister(pe, Pe.SP, value);
        }
        if (upper.equals("PSTATE")) {
            return new InputAction.SetPstate(pe, value);
        }
        if (isGeneral(upper)) {
            return new InputAction.SetRegister(pe, Integer.parseInt(upper.substring(1)), value);
        }
        if (isVector(upper)) {
            return vector(pe, upper, value, 0);
        }
        if (system != null) {
            return new InputAction.SetSystemRegister(pe, system, value);
        }
        throw new UserError(
                UserError.Code.PARAMETER_INVALID,
                "%s cannot be changed; X0 to X30, SP, PC, PSTATE, V0 to V31 and system registers can".formatted(name));
    }

    /** Whether a register with this name can be changed. */
    public static boolean isPossible(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return upper.equals("PC")
                || upper.equals("SP")
                || upper.equals("PSTATE")
                || isGeneral(upper)
                || isVector(upper)
                || system(upper) != null;
    }

    private static boolean isGeneral(String name) {
        return name.matches("X\\d{1,2}") && Integer.parseInt(name.substring(1)) < GPRS;
    }

    private static @Nullable SystemRegister system(String name) {
        for (SystemRegister register : SystemRegister.values()) {
            if (register.name().equals(name)) {
                return register;
            }
        }
        return null;
    }
}
