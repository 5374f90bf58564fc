package org.realmscope.adapter.debuggee;

import java.util.List;
import java.util.Optional;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.debug.inspect.RegisterField;
import org.realmscope.debug.inspect.RegisterGroup;
import org.realmscope.debug.inspect.RegisterValue;
import org.realmscope.debug.stack.CodeFrame;

/** Registers as texts. */
public final class RegisterText {
    private RegisterText() {}

    /** A register by its name, in any case. */
    public static Optional<RegisterValue> find(Inspection view, int pe, String name) {
        return view.registers(pe).stream()
                .flatMap(group -> group.registers().stream())
                .filter(register -> register.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** A group by its name; empty if there is none. */
    public static List<RegisterValue> group(Inspection view, int pe, String name) {
        return view.registers(pe).stream()
                .filter(group -> group.name().equals(name))
                .findFirst()
                .map(RegisterGroup::registers)
                .orElse(List.of());
    }

    /** All bits in hexadecimal. */
    public static String value(RegisterValue register) {
        boolean isVector = register.name().matches("V\\d+");
        return isVector
                ? "0x%016x_%016x".formatted(register.high(), register.value())
                : "0x%016x".formatted(register.value());
    }

    /** A register of a frame that has called another. */
    public static String value(CodeFrame.Register register) {
        return register.value().isEmpty()
                ? "<not saved>"
                : "0x%016x".formatted(register.value().getAsLong());
    }

    /** Position, value and meaning of a field. */
    public static String value(RegisterField field) {
        String bits = field.position().isEmpty() ? "" : "  [" + field.position() + "]";
        String meaning = field.meaning().isEmpty() ? "" : "  " + field.meaning();
        return "0x" + Long.toHexString(field.value()) + bits + meaning;
    }
}
