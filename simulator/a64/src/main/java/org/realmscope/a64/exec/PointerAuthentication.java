package org.realmscope.a64.exec;

import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.sysreg.Sctlr;
import org.realmscope.platform.sysreg.SystemRegister;

/**
 * FEAT_PAuth without FEAT_PAuth2 and FEAT_FPAC: a signature replaces the extension bits of a pointer, and one that does
 * not verify leaves a pointer that is not canonical (Arm ARM, AddPAC, Auth, Strip). The signature is an IMPLEMENTATION
 * DEFINED function of our own.
 */
public final class PointerAuthentication {
    private static final int SELECT_BIT = 55;
    private static final int TAG_LSB = 56;
    private static final long TAG = -1L << TAG_LSB;
    /** What is inserted above the address when authentication fails, below the key's number. */
    private static final int ERROR_LSB_TAGGED = 53;

    private static final int ERROR_LSB = 61;
    private static final long MIX_1 = 0x9e6c_63d0_a1b2_c5ebL;
    private static final long MIX_2 = 0xc2b7_5a31_4d8f_96a7L;

    /** The keys that sign pointers, in encoding order, and the generic one. */
    public enum Key {
        IA(SystemRegister.APIAKeyLo_EL1, SystemRegister.APIAKeyHi_EL1, Sctlr.ENIA, false, 1),
        IB(SystemRegister.APIBKeyLo_EL1, SystemRegister.APIBKeyHi_EL1, Sctlr.ENIB, false, 2),
        DA(SystemRegister.APDAKeyLo_EL1, SystemRegister.APDAKeyHi_EL1, Sctlr.ENDA, true, 1),
        DB(SystemRegister.APDBKeyLo_EL1, SystemRegister.APDBKeyHi_EL1, Sctlr.ENDB, true, 2),
        GA(SystemRegister.APGAKeyLo_EL1, SystemRegister.APGAKeyHi_EL1, 0, true, 0);

        private final SystemRegister low;
        private final SystemRegister high;
        private final long enable;
        private final boolean data;
        private final long errorCode;

        Key(SystemRegister low, SystemRegister high, long enable, boolean data, long errorCode) {
            this.low = low;
            this.high = high;
            this.enable = enable;
            this.data = data;
            this.errorCode = errorCode;
        }

        /** The key of a 2-bit encoding. */
        static Key of(int encoding) {
            return values()[encoding];
        }
    }

    private PointerAuthentication() {}

    /** Whether the current Exception level uses the key; if not, instructions that take it change nothing. */
    public static boolean isEnabled(Pe pe, Key key) {
        return (pe.system.sctlr() & key.enable) != 0;
    }

    /** Replaces the pointer's extension bits by its signature. */
    static long sign(Pe pe, long pointer, long modifier, Key key) {
        long tcr = PointerLayout.control(pe);
        boolean twoRanges = PointerLayout.hasTwoRanges(pe);
        long select = PointerLayout.selectBit(tcr, twoRanges, pointer, key.data);
        boolean tagged = PointerLayout.isTagIgnored(tcr, twoRanges, pointer, key.data);
        int bottom = PointerLayout.bottomBit(tcr, twoRanges, select);
        long code = code(pe, canonical(pointer, select, bottom, tagged), modifier, key);
        int top = tagged ? SELECT_BIT : Long.SIZE - 1;
        long extension = pointer << Long.SIZE - 1 - top >> Long.SIZE - 1 - top >> bottom;
        if (extension != 0 && extension != -1) {
            code ^= 1L << top - 1;
        }
        long codeMask = codeMask(bottom, tagged);
        return pointer & ~codeMask & ~(1L << SELECT_BIT) | code & codeMask | select << SELECT_BIT;
    }

    /** The pointer without its signature if that is right, else with an error code in the extension bits. */
    public static long authenticate(Pe pe, long pointer, long modifier, Key key) {
        long tcr = PointerLayout.control(pe);
        boolean twoRanges = PointerLayout.hasTwoRanges(pe);
        long select = pointer >>> SELECT_BIT & 1;
        boolean tagged = PointerLayout.isTagIgnored(tcr, twoRanges, pointer, key.data);
        int bottom = PointerLayout.bottomBit(tcr, twoRanges, select);
        long original = canonical(pointer, select, bottom, tagged);
        long code = code(pe, original, modifier, key);
        if (((code ^ pointer) & codeMask(bottom, tagged)) == 0) {
            return original;
        }
        int errorLsb = tagged ? ERROR_LSB_TAGGED : ERROR_LSB;
        return original & ~(3L << errorLsb) | key.errorCode << errorLsb;
    }

    /** The pointer without its signature, right or not. */
    static long strip(Pe pe, long pointer, boolean data) {
        long tcr = PointerLayout.control(pe);
        boolean twoRanges = PointerLayout.hasTwoRanges(pe);
        long select = pointer >>> SELECT_BIT & 1;
        boolean tagged = PointerLayout.isTagIgnored(tcr, twoRanges, pointer, data);
        return canonical(pointer, select, PointerLayout.bottomBit(tcr, twoRanges, select), tagged);
    }

    /** The generic code of a value: 32 bits in the high half. */
    static long generic(Pe pe, long value, long modifier) {
        return code(pe, value, modifier, Key.GA) & -1L << Integer.SIZE;
    }

    private static long canonical(long pointer, long select, int bottom, boolean tagged) {
        long addressMask = (1L << bottom) - 1;
        long kept = tagged ? addressMask | TAG : addressMask;
        return pointer & kept | -select & ~kept;
    }

    /** The bits of the signature: all above the address but bit 55, and the tag where it counts. */
    private static long codeMask(int bottom, boolean tagged) {
        long field = (1L << SELECT_BIT) - (1L << bottom);
        return tagged ? field : field | TAG;
    }

    /** The signature: three rounds of multiply and fold over pointer, key and modifier. */
    private static long code(Pe pe, long pointer, long modifier, Key key) {
        long low = pe.sys.get(key.low);
        long high = pe.sys.get(key.high);
        long state = fold((pointer ^ low) * MIX_1);
        state = fold((state ^ modifier ^ Long.rotateLeft(high, 23)) * MIX_2);
        return fold((state + high ^ Long.rotateLeft(low, 41)) * MIX_1);
    }

    private static long fold(long value) {
        return value ^ value >>> 32 ^ value >>> 17;
    }
}
