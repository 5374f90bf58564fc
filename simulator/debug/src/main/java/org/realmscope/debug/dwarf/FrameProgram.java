package org.realmscope.debug.dwarf;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.elf.DataCursor;

/** Runs call frame instructions up to an address (DWARF 5, section 6.4.2; DWARF for AArch64, section 4.4). */
final class FrameProgram {
    private static final int DW_CFA_SET_LOC = 0x01;
    private static final int DW_CFA_ADVANCE_LOC1 = 0x02;
    private static final int DW_CFA_ADVANCE_LOC2 = 0x03;
    private static final int DW_CFA_ADVANCE_LOC4 = 0x04;
    private static final int DW_CFA_OFFSET_EXTENDED = 0x05;
    private static final int DW_CFA_RESTORE_EXTENDED = 0x06;
    private static final int DW_CFA_UNDEFINED = 0x07;
    private static final int DW_CFA_SAME_VALUE = 0x08;
    private static final int DW_CFA_REGISTER = 0x09;
    private static final int DW_CFA_REMEMBER_STATE = 0x0a;
    private static final int DW_CFA_RESTORE_STATE = 0x0b;
    private static final int DW_CFA_DEF_CFA = 0x0c;
    private static final int DW_CFA_DEF_CFA_REGISTER = 0x0d;
    private static final int DW_CFA_DEF_CFA_OFFSET = 0x0e;
    private static final int DW_CFA_DEF_CFA_EXPRESSION = 0x0f;
    private static final int DW_CFA_EXPRESSION = 0x10;
    private static final int DW_CFA_OFFSET_EXTENDED_SF = 0x11;
    private static final int DW_CFA_DEF_CFA_SF = 0x12;
    private static final int DW_CFA_DEF_CFA_OFFSET_SF = 0x13;
    private static final int DW_CFA_VAL_OFFSET = 0x14;
    private static final int DW_CFA_VAL_OFFSET_SF = 0x15;
    private static final int DW_CFA_VAL_EXPRESSION = 0x16;
    private static final int DW_CFA_AARCH64_NEGATE_RA_STATE_WITH_PC = 0x2c;
    private static final int DW_CFA_AARCH64_NEGATE_RA_STATE = 0x2d;
    private static final int DW_CFA_GNU_ARGS_SIZE = 0x2e;
    private static final int DW_CFA_GNU_NEGATIVE_OFFSET_EXTENDED = 0x2f;
    private static final int DW_CFA_ADVANCE_LOC = 1;
    private static final int DW_CFA_OFFSET = 2;
    private static final int DW_CFA_RESTORE = 3;

    /** DWARF for AArch64, section 4.1: pseudo-register whose bit 0 says whether the return address is signed. */
    private static final int RA_SIGN_STATE = 34;

    private static final int MOST_STATES = 64;

    private record Saved(
            int cfaRegister,
            long cfaOffset,
            RegisterRule.@Nullable Computed cfaExpression,
            Map<Integer, RegisterRule> rules,
            boolean signed) {}

    private final FrameEntry entry;
    private final CommonEntry common;
    private final List<Saved> states = new ArrayList<>();
    private Map<Integer, RegisterRule> initial = Map.of();
    private Map<Integer, RegisterRule> rules = new TreeMap<>();
    private int cfaRegister = RegisterReader.SP;
    private long cfaOffset;
    private RegisterRule.@Nullable Computed cfaExpression;
    private boolean signed;
    private long location;

    FrameProgram(FrameEntry entry) {
        this.entry = entry;
        this.common = entry.common();
        this.location = entry.range().low();
    }

    FrameRow rowAt(long pc) {
        run(entry.data().cursor(common.instructions(), (long) common.end() - common.instructions()), pc);
        initial = new TreeMap<>(rules);
        run(entry.data().cursor(entry.instructions(), (long) entry.end() - entry.instructions()), pc);
        return new FrameRow(
                cfaRegister,
                cfaOffset,
                cfaExpression,
                Collections.unmodifiableMap(rules),
                common.returnAddressRegister(),
                signed,
                common.isSignalFrame());
    }

    /** Runs until the location passes the address. */
    private void run(DataCursor in, long pc) {
        while (in.hasRemaining()) {
            int opcode = in.u8();
            int operand = opcode & 0x3f;
            switch (opcode >> 6) {
                case DW_CFA_ADVANCE_LOC -> location += operand * common.codeAlignment();
                case DW_CFA_OFFSET -> rules.put(operand, saved(in.uleb()));
                case DW_CFA_RESTORE -> restore(operand);
                default -> {
                    if (!isAdvance(opcode, in) && !isCfa(opcode, in)) {
                        rule(opcode, in);
                    }
                }
            }
            if (Long.compareUnsigned(location, pc) > 0) {
                return;
            }
        }
    }

    private RegisterRule saved(long factored) {
        return new RegisterRule.SavedAt(factored * common.dataAlignment());
    }

    private void restore(int register) {
        RegisterRule rule = initial.get(register);
        if (rule == null) {
            rules.remove(register);
        } else {
            rules.put(register, rule);
        }
    }

    private boolean isAdvance(int opcode, DataCursor in) {
        switch (opcode) {
            case DW_CFA_SET_LOC -> location = EncodedPointer.read(in, common.pointerEncoding(), 0);
            case DW_CFA_ADVANCE_LOC1 -> location += in.u8() * common.codeAlignment();
            case DW_CFA_ADVANCE_LOC2 -> location += in.u16() * common.codeAlignment();
            case DW_CFA_ADVANCE_LOC4 -> location += in.u32() * common.codeAlignment();
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean isCfa(int opcode, DataCursor in) {
        switch (opcode) {
            case DW_CFA_DEF_CFA -> defineCfa(in.ulebInt(), in.uleb());
            case DW_CFA_DEF_CFA_SF -> defineCfa(in.ulebInt(), in.sleb() * common.dataAlignment());
            case DW_CFA_DEF_CFA_REGISTER -> defineCfa(in.ulebInt(), cfaOffset);
            case DW_CFA_DEF_CFA_OFFSET -> cfaOffset = in.uleb();
            case DW_CFA_DEF_CFA_OFFSET_SF -> cfaOffset = in.sleb() * common.dataAlignment();
            case DW_CFA_DEF_CFA_EXPRESSION -> cfaExpression = computed(in, false);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void defineCfa(int register, long offset) {
        cfaRegister = register;
        cfaOffset = offset;
        cfaExpression = null;
    }

    private static RegisterRule.Computed computed(DataCursor in, boolean isAddress) {
        DataCursor operations = in.slice(in.uleb());
        return new RegisterRule.Computed(in.data(), operations.position(), operations.remaining(), isAddress);
    }

    private void rule(int opcode, DataCursor in) {
        switch (opcode) {
            case 0 -> {}
            case DW_CFA_OFFSET_EXTENDED -> rules.put(in.ulebInt(), saved(in.uleb()));
            case DW_CFA_OFFSET_EXTENDED_SF -> rules.put(in.ulebInt(), saved(in.sleb()));
            case DW_CFA_GNU_NEGATIVE_OFFSET_EXTENDED -> rules.put(in.ulebInt(), saved(-in.uleb()));
            case DW_CFA_VAL_OFFSET -> rules.put(in.ulebInt(), plus(in.uleb()));
            case DW_CFA_VAL_OFFSET_SF -> rules.put(in.ulebInt(), plus(in.sleb()));
            case DW_CFA_RESTORE_EXTENDED -> restore(in.ulebInt());
            case DW_CFA_UNDEFINED -> rules.put(in.ulebInt(), new RegisterRule.Undefined());
            case DW_CFA_SAME_VALUE -> rules.put(in.ulebInt(), new RegisterRule.SameValue());
            case DW_CFA_REGISTER -> rules.put(in.ulebInt(), new RegisterRule.InRegister(in.ulebInt()));
            case DW_CFA_EXPRESSION -> rules.put(in.ulebInt(), computed(in, true));
            case DW_CFA_VAL_EXPRESSION -> signOrValue(in.ulebInt(), computed(in, false));
            case DW_CFA_REMEMBER_STATE -> rememberState(in);
            case DW_CFA_RESTORE_STATE -> restoreState(in);
            case DW_CFA_AARCH64_NEGATE_RA_STATE, DW_CFA_AARCH64_NEGATE_RA_STATE_WITH_PC -> signed = !signed;
            case DW_CFA_GNU_ARGS_SIZE -> in.uleb();
            default -> throw in.malformed("DW_CFA 0x%x is unknown".formatted(opcode));
        }
    }

    private RegisterRule plus(long factored) {
        return new RegisterRule.CfaPlus(factored * common.dataAlignment());
    }

    private void signOrValue(int register, RegisterRule.Computed value) {
        if (register == RA_SIGN_STATE) {
            signed = value.size() > 0 && value.operations().u8() == Op.LIT0 + 1;
        } else {
            rules.put(register, value);
        }
    }

    private void rememberState(DataCursor in) {
        if (states.size() == MOST_STATES) {
            throw in.malformed("more than " + MOST_STATES + " states are remembered");
        }
        states.add(new Saved(cfaRegister, cfaOffset, cfaExpression, new TreeMap<>(rules), signed));
    }

    private void restoreState(DataCursor in) {
        if (states.isEmpty()) {
            throw in.malformed("DW_CFA_restore_state without DW_CFA_remember_state");
        }
        Saved saved = states.removeLast();
        cfaRegister = saved.cfaRegister();
        cfaOffset = saved.cfaOffset();
        cfaExpression = saved.cfaExpression();
        rules = new TreeMap<>(saved.rules());
        signed = saved.signed();
    }
}
