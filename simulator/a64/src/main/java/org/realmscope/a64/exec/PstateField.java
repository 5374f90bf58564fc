package org.realmscope.a64.exec;

import static org.realmscope.a64.exec.Operands.bits;

import org.realmscope.a64.engine.BlockEndOp;
import org.realmscope.a64.engine.Op;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.sysreg.SystemRegister;

/** MSR (immediate). Of every field but DAIF only bit 0 of the immediate counts. */
public final class PstateField {

    /** What happens to the field. */
    private enum Change {
        ASSIGN,
        SET_BITS,
        CLEAR_BITS
    }

    private PstateField() {}

    /** MSR SPSel, #imm. */
    public static Op spSel(int word, int blockOffset) {
        return new Write(blockOffset, SystemRegister.SPSel, Change.ASSIGN, word);
    }

    /** MSR PAN, #imm. */
    public static Op pan(int word, int blockOffset) {
        return new Write(blockOffset, SystemRegister.PAN, Change.ASSIGN, word);
    }

    /** MSR UAO, #imm. */
    public static Op uao(int word, int blockOffset) {
        return new Write(blockOffset, SystemRegister.UAO, Change.ASSIGN, word);
    }

    /** MSR DIT, #imm. */
    public static Op dit(int word, int blockOffset) {
        return new Write(blockOffset, SystemRegister.DIT, Change.ASSIGN, word);
    }

    /** MSR SSBS, #imm. */
    public static Op ssbs(int word, int blockOffset) {
        return new Write(blockOffset, SystemRegister.SSBS, Change.ASSIGN, word);
    }

    /** MSR DAIFSet, #imm. */
    public static Op daifSet(int word, int blockOffset) {
        return new Write(blockOffset, SystemRegister.DAIF, Change.SET_BITS, word);
    }

    /** MSR DAIFClr, #imm. */
    public static Op daifClear(int word, int blockOffset) {
        return new Write(blockOffset, SystemRegister.DAIF, Change.CLEAR_BITS, word);
    }

    private static final class Write extends BlockEndOp {
        private final SystemRegister field;
        private final Change change;
        private final int immediate;
        private final int syndrome;

        Write(int blockOffset, SystemRegister field, Change change, int word) {
            super(blockOffset);
            this.field = field;
            this.change = change;
            this.immediate = bits(word, 11, 8);
            this.syndrome = SystemRegisterAccess.syndrome(word);
        }

        @Override
        public void execute(Pe pe) {
            int slot = pe.sys.writeSlot(field);
            if (slot < 0) {
                throw pe.system.pendTrap(slot, syndrome);
            }
            int daif = pe.system.pstate.daif;
            int value = switch (change) {
                case ASSIGN -> immediate & 1;
                case SET_BITS -> daif | immediate;
                case CLEAR_BITS -> daif & ~immediate;
            };
            pe.pc += blockOffset + 4;
            pe.system.registers.writeField(field, value);
        }
    }
}
