package org.realmscope.machine;

import org.realmscope.machine.input.InputAction;
import org.realmscope.machine.input.InputLog;
import org.realmscope.platform.UserError;
import org.realmscope.platform.device.VmmPort;
import org.realmscope.platform.gic.CpuInterface;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.pe.Pstate;

/** Applies the entries of the input log to a board, each when the run reaches it. */
final class Inputs {
    private static final int VECTORS = 32;

    private final Board board;
    private final InputLog log;
    private int position;

    Inputs(Board board, InputLog log) {
        this.board = board;
        this.log = log;
    }

    /** Entries that have taken effect. */
    int position() {
        return position;
    }

    void setPosition(int entries) {
        position = entries;
    }

    void applyNext() {
        InputLog.Entry entry = log.get(position);
        if (entry == null) {
            throw new IllegalStateException("no input is left");
        }
        position++;
        board.events.inputApplied(board.instructions, peOf(entry.action()), entry.action());
        apply(entry.action());
    }

    private static int peOf(InputAction action) {
        return switch (action) {
            case InputAction.SetRegister(int pe, int register, long value) -> pe;
            case InputAction.SetVector set -> set.pe();
            case InputAction.SetPc(int pe, long value) -> pe;
            case InputAction.SetPstate(int pe, long spsr) -> pe;
            case InputAction.SetSystemRegister set -> set.pe();
            case InputAction.RaiseInterrupt(int pe, int intid) -> pe;
            case InputAction.WriteMailbox(int pe, int offset, int size, long value) -> pe;
            case InputAction.WriteMemory write -> 0;
        };
    }

    private void apply(InputAction action) {
        switch (action) {
            case InputAction.WriteMemory write -> {
                for (int i = 0; i < write.bytes().size(); i++) {
                    board.memory.write8(write.pa() + i, write.bytes().get(i));
                }
            }
            case InputAction.SetRegister(int pe, int register, long value) -> board.platform.pe(pe).x[register] = value;
            case InputAction.SetVector(int pe, int number, long low, long high) -> {
                long[] v = board.platform.pe(pe).v;
                v[2 * number] = low;
                v[2 * number + 1] = high;
            }
            case InputAction.SetPc(int pe, long value) -> board.platform.pe(pe).pc = value;
            case InputAction.SetPstate set -> {
                Pe pe = pe(set.pe());
                pe.system.pstate.set(set.spsr());
                pe.system.contextChanged();
            }
            case InputAction.SetSystemRegister set -> {
                Pe pe = pe(set.pe());
                switch (set.register()) {
                    case SP_EL0 -> pe.system.pstate.setStackPointer(0, set.value());
                    case SP_EL1 -> pe.system.pstate.setStackPointer(1, set.value());
                    case SP_EL2 -> pe.system.pstate.setStackPointer(2, set.value());
                    default -> pe.sys.set(set.register(), set.value());
                }
                pe.system.contextChanged();
            }
            case InputAction.RaiseInterrupt(int pe, int intid) -> pe(pe).system.raiseInterrupt(intid);
            case InputAction.WriteMailbox write ->
                board.vmmPort.put(write.pe(), write.offset(), write.size(), write.value());
        }
    }

    private Pe pe(int index) {
        Pe pe = board.platform.pe(index);
        pe.instructions = board.instructions;
        return pe;
    }

    /**
     * @throws UserError if the action names something that the machine does not have
     */
    void check(InputAction action) {
        int pe = peOf(action);
        if (pe < 0 || pe >= board.platform.peCount()) {
            throw invalid("there is no PE " + pe + "; the machine has " + board.platform.peCount());
        }
        switch (action) {
            case InputAction.WriteMemory write -> {
                if (!board.memory.isBacked(write.pa(), write.bytes().size())) {
                    throw new UserError(
                            UserError.Code.ADDRESS_OUTSIDE_MEMORY,
                            "no memory is at 0x%x to 0x%x"
                                    .formatted(
                                            write.pa(),
                                            write.pa() + write.bytes().size() - 1));
                }
            }
            case InputAction.SetRegister set -> {
                if (set.register() < 0 || set.register() > Pe.SP || set.register() == Pe.ZR) {
                    throw invalid("there is no general-purpose register " + set.register());
                }
            }
            case InputAction.SetVector set -> {
                if (set.number() < 0 || set.number() >= VECTORS) {
                    throw invalid("there is no vector register " + set.number());
                }
            }
            case InputAction.SetPc set -> {
                if (set.value() % 4 != 0) {
                    throw invalid("PC 0x%x is not 4-byte aligned".formatted(set.value()));
                }
            }
            case InputAction.WriteMailbox write -> {
                boolean isSize = Integer.bitCount(write.size()) == 1 && write.size() <= 8;
                if (!isSize || write.offset() < 0 || write.offset() > VmmPort.MAILBOX_SIZE - write.size()) {
                    throw invalid("%d bytes at offset 0x%x are not within a mailbox of 0x%x bytes"
                            .formatted(write.size(), write.offset(), VmmPort.MAILBOX_SIZE));
                }
            }
            case InputAction.SetPstate set -> {
                long now = board.platform.pe(pe).system.pstate.spsr();
                if (((now ^ set.spsr()) & ~Pstate.FREE) != 0) {
                    throw invalid(
                            "PSTATE 0x%x differs from 0x%x in more than N, Z, C, V, DIT, UAO, PAN, SSBS, BTYPE and DAIF"
                                    .formatted(set.spsr(), now));
                }
            }
            case InputAction.SetSystemRegister set -> {}
            case InputAction.RaiseInterrupt raise -> {
                if (!CpuInterface.canBecomePending(raise.intid())) {
                    throw invalid("INTID %d cannot be raised; 0 to 15 (SGIs) and 32 to 1019 (SPIs) can"
                            .formatted(raise.intid()));
                }
            }
        }
    }

    private static UserError invalid(String message) {
        return new UserError(UserError.Code.PARAMETER_INVALID, message);
    }
}
