package org.realmscope.adapter.gdb;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.realmscope.adapter.debuggee.RegisterText;
import org.realmscope.debug.control.DebugSession;
import org.realmscope.debug.inspect.RegisterValue;
import org.realmscope.machine.input.InputAction;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.sysreg.SystemRegister;

/** Reads and writes registers as gdb numbers them. */
final class StubRegisters {
    private final DebugSession session;
    private final TargetDescription description;

    StubRegisters(DebugSession session) {
        this.session = session;
        this.description = new TargetDescription(session.view().registers(0));
    }

    TargetDescription description() {
        return description;
    }

    // --- reading

    /** The registers of a {@code g} packet. */
    String general(int pe) {
        StringBuilder digits = new StringBuilder();
        for (int number = 0; number < TargetDescription.FIRST_SYSTEM; number++) {
            digits.append(hex(pe, number));
        }
        return digits.toString();
    }

    /**
     * A register.
     *
     * @throws PacketError if there is none with this number
     */
    String hex(int pe, int number) {
        return HexFormat.of().formatHex(bytes(pe, register(number), number));
    }

    private TargetRegister register(int number) {
        if (number >= description.registers().size()) {
            throw new PacketError("there is no register " + number);
        }
        return description.registers().get(number);
    }

    private byte[] bytes(int pe, TargetRegister register, int number) {
        Pe read = session.machine().pe(pe);
        ByteBuffer bytes = ByteBuffer.allocate(register.size()).order(ByteOrder.LITTLE_ENDIAN);
        if (number >= TargetDescription.V0 && number < TargetDescription.FPSR) {
            int vector = number - TargetDescription.V0;
            return bytes.putLong(read.v[2 * vector])
                    .putLong(read.v[2 * vector + 1])
                    .array();
        }
        long value = value(read, register, number);
        return (register.bits() == 32 ? bytes.putInt((int) value) : bytes.putLong(value)).array();
    }

    private long value(Pe pe, TargetRegister register, int number) {
        return switch (number) {
            case TargetDescription.SP -> pe.x[Pe.SP];
            case TargetDescription.PC -> pe.pc;
            case TargetDescription.CPSR -> pe.system.pstate.spsr();
            case TargetDescription.FPSR -> pe.sys.get(SystemRegister.FPSR);
            case TargetDescription.FPCR -> pe.sys.get(SystemRegister.FPCR);
            default ->
                number < TargetDescription.SP
                        ? pe.x[number]
                        : RegisterText.find(session.view(), pe.index, register.name())
                                .map(RegisterValue::value)
                                .orElseThrow();
        };
    }

    // --- writing

    /**
     * Writes the registers of a {@code G} packet. What cannot be written has to keep its value.
     *
     * @throws PacketError if one has not, or the length is wrong
     */
    void writeGeneral(int pe, byte[] bytes) {
        if (bytes.length != description.generalSize()) {
            throw new PacketError("%d bytes of registers are expected, and there are %d"
                    .formatted(description.generalSize(), bytes.length));
        }
        int at = 0;
        for (int number = 0; number < TargetDescription.FIRST_SYSTEM; number++) {
            TargetRegister register = register(number);
            byte[] value = Arrays.copyOfRange(bytes, at, at + register.size());
            if (!Arrays.equals(value, bytes(pe, register, number))) {
                write(pe, number, value);
            }
            at += register.size();
        }
    }

    /**
     * Writes a register. What was known of the run after this moment is given up.
     *
     * @throws PacketError if it cannot be written
     */
    void write(int pe, int number, byte[] bytes) {
        TargetRegister register = register(number);
        if (bytes.length != register.size()) {
            throw new PacketError("register %s has %d bytes".formatted(register.name(), register.size()));
        }
        if (number >= TargetDescription.V0 && number < TargetDescription.FPSR) {
            ByteBuffer halves = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            long low = halves.getLong();
            session.apply(new InputAction.SetVector(pe, number - TargetDescription.V0, low, halves.getLong()));
            return;
        }
        long value = 0;
        for (int i = bytes.length - 1; i >= 0; i--) {
            value = value << 8 | bytes[i] & 0xff;
        }
        session.apply(action(pe, number, register, value));
    }

    private static InputAction action(int pe, int number, TargetRegister register, long value) {
        return switch (number) {
            case TargetDescription.SP -> new InputAction.SetRegister(pe, Pe.SP, value);
            case TargetDescription.PC -> new InputAction.SetPc(pe, value);
            case TargetDescription.CPSR -> new InputAction.SetPstate(pe, value);
            default ->
                number < TargetDescription.SP
                        ? new InputAction.SetRegister(pe, number, value)
                        : new InputAction.SetSystemRegister(
                                pe, SystemRegister.valueOf(register.name().toUpperCase(Locale.ROOT)), value);
        };
    }
}
