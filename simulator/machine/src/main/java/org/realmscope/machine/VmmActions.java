package org.realmscope.machine;

import org.realmscope.machine.vmm.VmmBoard;
import org.realmscope.machine.vmm.VmmPhase;
import org.realmscope.platform.PhysicalAddressSpace;
import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.platform.pe.Pe;

/** What a VMM sees of a board and does to it. */
final class VmmActions implements VmmBoard {
    private static final int PAGE_SHIFT = 12;

    private final Board board;

    VmmActions(Board board) {
        this.board = board;
    }

    @Override
    public long instructions() {
        return board.instructions;
    }

    @Override
    public long mailbox(int pe, int offset) {
        return board.vmmPort.read(((long) pe << PAGE_SHIFT) + offset, Long.BYTES);
    }

    @Override
    public boolean isNonSecure(long pa, long length) {
        if (!board.memory.isBacked(pa, length)) {
            return false;
        }
        for (long at = pa & -PhysicalMemory.GRANULE_SIZE; at < pa + length; at += PhysicalMemory.GRANULE_SIZE) {
            if (board.platform.granuleProtection.owner(at) != PhysicalAddressSpace.NON_SECURE) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Pe pe(int index) {
        return board.platform.pe(index);
    }

    @Override
    public void acknowledge(int pe, long value) {
        board.events.doorbellAcknowledged(board.instructions, pe, value);
    }

    @Override
    public void command(int pe, long request, long command, long[] arguments, int count) {
        for (int i = 0; i < count; i++) {
            board.vmmPort.put(pe, ARGUMENTS + Long.BYTES * i, Long.BYTES, arguments[i]);
        }
        board.vmmPort.put(pe, COMMAND, Long.BYTES, command);
        board.vmmPort.put(pe, REQUEST, Long.BYTES, request);
        Pe target = board.platform.pe(pe);
        target.instructions = board.instructions;
        target.system.raiseInterrupt(INTERRUPT);
        board.events.vmmCommanded(board.instructions, pe, request, command, arguments, count);
    }

    @Override
    public void write(long pa, byte[] bytes, int offset, int length) {
        board.memory.write(pa, bytes, offset, length);
        board.events.vmmWrote(board.instructions, pa, length);
    }

    @Override
    public void note(String what) {
        board.events.vmmNoted(board.instructions, what);
    }

    @Override
    public void enter(VmmPhase phase) {
        if (phase == VmmPhase.FINISHED) {
            board.ending = new Ending(Ending.Kind.VMM_FINISHED, 0, 0);
        }
        board.events.vmmPhaseBegan(board.instructions, phase);
    }
}
