package org.realmscope.machine.input;

import java.util.List;
import org.realmscope.platform.sysreg.SystemRegister;

/** A change of the machine that its own execution did not make. */
public sealed interface InputAction {
    /**
     * Bytes written to physical memory, whatever physical address space they belong to.
     *
     * @param pa first byte; all of them are backed by memory
     * @param bytes values -128 to 127
     */
    record WriteMemory(long pa, List<Byte> bytes) implements InputAction {
        public WriteMemory {
            bytes = List.copyOf(bytes);
        }

        /**
         * Little-endian bytes of {@code value}.
         *
         * @param size 1, 2, 4 or 8
         */
        public static WriteMemory ofValue(long pa, int size, long value) {
            Byte[] bytes = new Byte[size];
            for (int i = 0; i < size; i++) {
                bytes[i] = (byte) (value >>> (8 * i));
            }
            return new WriteMemory(pa, List.of(bytes));
        }
    }

    /**
     * A general-purpose register.
     *
     * @param register 0 to 30 for X0 to X30, {@code Pe.SP} for the current stack pointer
     */
    record SetRegister(int pe, int register, long value) implements InputAction {}

    /**
     * A vector register.
     *
     * @param number 0 to 31
     * @param low bits 63:0
     * @param high bits 127:64
     */
    record SetVector(int pe, int number, long low, long high) implements InputAction {}

    /** The program counter. */
    record SetPc(int pe, long value) implements InputAction {}

    /**
     * PSTATE.
     *
     * @param spsr in the format of SPSR_ELx; as it is now but for the bits of {@code Pstate.FREE}
     */
    record SetPstate(int pe, long spsr) implements InputAction {}

    /** A system register: all bits of what it stores. */
    record SetSystemRegister(int pe, SystemRegister register, long value) implements InputAction {}

    /** A Non-secure interrupt becomes pending on a PE. */
    record RaiseInterrupt(int pe, int intid) implements InputAction {}

    /**
     * The VMM writes a word of a PE's mailbox.
     *
     * @param offset bytes from the start of the mailbox
     * @param size 1, 2, 4 or 8 bytes
     */
    record WriteMailbox(int pe, int offset, int size, long value) implements InputAction {}
}
