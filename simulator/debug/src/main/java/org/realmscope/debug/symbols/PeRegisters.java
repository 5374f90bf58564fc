package org.realmscope.debug.symbols;

import java.util.OptionalLong;
import org.realmscope.debug.dwarf.RegisterReader;
import org.realmscope.debug.inspect.SavedRegisters;
import org.realmscope.platform.pe.Pe;

/** Registers for unwinding and for locations of variables, by their DWARF numbers. */
public final class PeRegisters {
    private static final int GPRS = 31;
    private static final int VECTORS = 32;

    private PeRegisters() {}

    /** Those of a PE as it stands. */
    public static RegisterReader of(Pe pe) {
        return number -> {
            if (number == RegisterReader.PC) {
                return OptionalLong.of(pe.pc);
            }
            if (number >= 0 && number <= RegisterReader.SP) {
                return OptionalLong.of(pe.x[number == RegisterReader.SP ? Pe.SP : number]);
            }
            boolean isHigh = number >= RegisterReader.V0_HIGH;
            int vector = number - (isHigh ? RegisterReader.V0_HIGH : RegisterReader.V0);
            return vector >= 0 && vector < VECTORS
                    ? OptionalLong.of(pe.v[2 * vector + (isHigh ? 1 : 0)])
                    : OptionalLong.empty();
        };
    }

    /** Those of software that does not run now. */
    public static RegisterReader of(SavedRegisters saved) {
        return number -> {
            if (number >= 0 && number < GPRS) {
                return OptionalLong.of(saved.x().get(number));
            }
            return switch (number) {
                case RegisterReader.SP -> OptionalLong.of(saved.sp());
                case RegisterReader.PC -> OptionalLong.of(saved.pc());
                default -> OptionalLong.empty();
            };
        };
    }
}
