package org.realmscope.replay;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import org.realmscope.platform.pe.AbortSignal;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.sysreg.Hcr;
import org.realmscope.platform.sysreg.SystemRegister;

/**
 * The realm of traces that only model its instructions: each action becomes what an instruction would do on the PE,
 * through the MMU and the exception model. What a trace pokes into registers in place of hardware is poked here, too.
 */
final class GuestModel {
    private static final int VECTOR_SYNCHRONOUS = 0x400;
    private static final int VECTOR_IRQ = 0x480;
    private static final int VECTOR_FIQ = 0x500;
    private static final int VECTOR_SERROR = 0x580;
    /** Bits of a physical address of the PE. */
    private static final int PA_WIDTH = 52;
    /** EC and IL of a data and of an instruction abort from a lower Exception level. */
    private static final long DABORT = 0x9200_0000L;

    private static final long IABORT = 0x8200_0000L;
    private static final long WNR = 1 << 6;
    private static final long TRANSLATION_LEVEL_0 = 4;
    private static final long EL2H_MASKED = 0x3c9;
    private static final long AARCH32 = 1L << 4;
    private static final long EL1H_MASKED = 0x3c5;

    private final ReplayBoard board;
    private final Pe pe;
    private final ModelledRegisters registers;
    /** SPSR_EL2 of exceptions while the trace says that the realm is in AArch32, which the PE does not have; else 0. */
    private long aarch32;

    GuestModel(ReplayBoard board, ModelledRegisters registers) {
        this.board = board;
        this.pe = board.pe;
        this.registers = registers;
    }

    /** The RMM has entered the realm. */
    void entered() {
        long pstate = pe.sys.get(SystemRegister.SPSR_EL2);
        aarch32 = (pstate & AARCH32) != 0 ? pstate : 0;
        if (aarch32 != 0) {
            pe.system.enter(0, pe.sys.get(SystemRegister.ELR_EL2));
            pe.stop = null;
        }
    }

    /**
     * Does one action.
     *
     * @param result what the trace says came of it
     * @return whether the RMM has handled an exception of the realm
     */
    boolean perform(JsonObject action, JsonObject result) {
        switch (action.get("t").getAsString()) {
            case "st", "ld", "exec" -> {
                if (Hex.parse(action.get("ipa")) >>> PA_WIDTH != 0) {
                    return abortBeyondPhysicalAddresses(action);
                }
                access(action, result);
            }
            case "smc" -> call(action.getAsJsonArray("x"));
            case "hvc" -> pe.system.hvc((int) Hex.parse(action.get("imm")));
            case "wfi" -> waitFor(result, true);
            case "wfe" -> waitFor(result, false);
            case "irq" -> {
                return exception(VECTOR_IRQ);
            }
            case "fiq" -> {
                return exception(VECTOR_FIQ);
            }
            case "serror" -> {
                pe.sys.set(SystemRegister.ESR_EL2, Hex.parse(action.get("esr")));
                return exception(VECTOR_SERROR);
            }
            case "sync" -> {
                pe.sys.set(SystemRegister.ESR_EL2, Hex.parse(action.get("esr")));
                pe.sys.set(SystemRegister.FAR_EL2, Hex.parse(action.get("far")));
                pe.sys.set(SystemRegister.HPFAR_EL2, Hex.parse(action.get("hpfar")));
                return exception(VECTOR_SYNCHRONOUS);
            }
            case "sysreg" -> poke(action.get("name").getAsString(), Hex.parse(action.get("val")));
            case "setx" -> pe.x[action.get("n").getAsInt()] = Hex.parse(action.get("val"));
            case "mwr" -> copy(Hex.parse(action.get("ipa")), Hex.bytes(action.get("hex")), true, result);
            case "mrd" ->
                copy(Hex.parse(action.get("ipa")), new byte[action.get("len").getAsInt()], false, result);
            default -> throw new MismatchException("action", "a known action", action.toString());
        }
        return deliver();
    }

    private boolean deliver() {
        if (aarch32 != 0) {
            pe.sys.set(SystemRegister.SPSR_EL2, aarch32);
        }
        return board.deliverException();
    }

    /** Enters EL2 as for an asynchronous exception, or for one whose syndrome the trace gives. */
    private boolean exception(int vectorOffset) {
        pe.sys.set(SystemRegister.ELR_EL2, pe.pc);
        pe.sys.set(SystemRegister.SPSR_EL2, aarch32 != 0 ? aarch32 : pe.system.pstate.spsr());
        pe.system.enter(EL2H_MASKED, pe.sys.get(SystemRegister.VBAR_EL2) + vectorOffset);
        board.rmm.exceptionToEl2(pe, vectorOffset);
        pe.stop = null;
        return true;
    }

    private void poke(String name, long value) {
        if (!name.equals("spsr_el2")) {
            registers.poke(name, value);
        } else if ((value & AARCH32) != 0) {
            aarch32 = value;
            pe.system.enter(0, pe.pc);
        } else {
            aarch32 = 0;
            pe.system.enter(value, pe.pc);
        }
        pe.stop = null;
    }

    // --- memory accesses

    /**
     * The recording's guest has no address size faults of stage 1: any IPA that is too high is a stage 2 translation
     * fault.
     */
    private boolean abortBeyondPhysicalAddresses(JsonObject action) {
        long ipa = Hex.parse(action.get("ipa"));
        String kind = action.get("t").getAsString();
        boolean hasSyndrome = !kind.equals("exec") && action.get("isv").getAsInt() != 0;
        if (kind.equals("st")) {
            pe.x[action.get("rt").getAsInt()] = Hex.parse(action.get("val"));
            pe.x[Pe.ZR] = 0;
        }
        long iss = (hasSyndrome ? syndrome(action, action.get("size").getAsInt()) : 0) | (kind.equals("st") ? WNR : 0);
        pe.sys.set(SystemRegister.ESR_EL2, (kind.equals("exec") ? IABORT : DABORT) | iss | TRANSLATION_LEVEL_0);
        pe.sys.set(SystemRegister.FAR_EL2, ipa);
        pe.sys.set(SystemRegister.HPFAR_EL2, ipa >>> 12 << 4);
        return exception(VECTOR_SYNCHRONOUS);
    }

    private void access(JsonObject action, JsonObject result) {
        if (action.get("t").getAsString().equals("exec")) {
            fetch(Hex.parse(action.get("ipa")), result);
        } else {
            loadOrStore(action, result);
        }
    }

    private void loadOrStore(JsonObject action, JsonObject result) {
        int rt = action.get("rt").getAsInt();
        boolean store = action.get("t").getAsString().equals("st");
        if (store && rt != Pe.ZR) {
            pe.x[rt] = Hex.parse(action.get("val"));
        }
        if (result.has("skipped")) {
            pe.pc += 4;
            return;
        }
        int size = action.get("size").getAsInt();
        long ipa = Hex.parse(action.get("ipa"));
        setAlignmentUnchecked(true);
        try {
            if (store) {
                pe.mmu.storeSlow(ipa, size, Hex.parse(action.get("val")));
            } else {
                long value = pe.mmu.loadSlow(ipa, size);
                MismatchException.check("res.val", Hex.parse(required(result, "val")), extended(action, size, value));
                if (rt != Pe.ZR) {
                    pe.x[rt] = extended(action, size, value);
                }
            }
            pe.pc += 4;
            MismatchException.check("res", result.has("ok") ? "ok" : "fault", "ok");
            setAlignmentUnchecked(false);
        } catch (AbortSignal signal) {
            setAlignmentUnchecked(false);
            abort(result, action.get("isv").getAsInt() != 0 ? syndrome(action, size) : 0);
        }
    }

    /** The recording's guest had no memory types: with HCR_EL2.DC, memory is Normal although stage 1 is off. */
    private void setAlignmentUnchecked(boolean unchecked) {
        long hcr = pe.sys.get(SystemRegister.HCR_EL2) & ~Hcr.DC;
        pe.sys.set(SystemRegister.HCR_EL2, unchecked ? hcr | Hcr.DC : hcr);
        pe.system.contextChanged();
    }

    private static JsonElement required(JsonObject result, String field) {
        if (!result.has(field)) {
            throw new MismatchException("res", result.toString(), "ok");
        }
        return result.get(field);
    }

    private static long extended(JsonObject action, int size, long value) {
        if (action.get("se").getAsInt() == 0) {
            return value;
        }
        int unused = 64 - 8 * size;
        long extended = value << unused >> unused;
        return action.get("sf").getAsInt() != 0 ? extended : extended & 0xffff_ffffL;
    }

    /** ISS[24:14] of an abort by the load or store. */
    private static int syndrome(JsonObject action, int size) {
        int signExtends = action.has("se") ? action.get("se").getAsInt() : 0;
        return 1 << 24
                | Integer.numberOfTrailingZeros(size) << 22
                | signExtends << 21
                | action.get("rt").getAsInt() << 16
                | action.get("sf").getAsInt() << 15;
    }

    private void fetch(long ipa, JsonObject result) {
        try {
            pe.mmu.translateFetch(ipa);
            pe.pc += 4;
            MismatchException.check("res", result.has("ok") ? "ok" : "fault", "ok");
        } catch (AbortSignal signal) {
            abort(result, 0);
        }
    }

    private void abort(JsonObject result, int iss) {
        pe.system.takePending(iss);
        long esr = pe.sys.get(SystemRegister.ESR_EL2);
        MismatchException.check("res.esr_el2", Hex.parse(required(result, "esr_el2")), esr);
    }

    /** Bytes that the realm reads or writes as a whole, if all of them are mapped. */
    private void copy(long ipa, byte[] bytes, boolean write, JsonObject result) {
        try {
            for (int i = 0; i < bytes.length; i++) {
                if (write) {
                    pe.mmu.storeSlow(ipa + i, 1, bytes[i]);
                } else {
                    bytes[i] = (byte) pe.mmu.loadSlow(ipa + i, 1);
                }
            }
            if (result.has("hex")) {
                MismatchException.check("res.hex", result.get("hex").getAsString(), Hex.bytes(bytes));
            }
            MismatchException.check("res", result.has("ok") ? "ok" : "skipped", "ok");
        } catch (AbortSignal signal) {
            MismatchException.check("res", result.has("ok") ? "ok" : "skipped", "skipped");
        }
    }

    // --- instructions

    private void call(JsonArray arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            pe.x[i] = Hex.parse(arguments.get(i));
        }
        if (pe.el == 0) {
            pe.system.enter(EL1H_MASKED, pe.pc);
        }
        pe.system.smc(0);
    }

    private void waitFor(JsonObject result, boolean interrupt) {
        pe.system.consumeEvent();
        long before = pe.pc;
        if (interrupt) {
            pe.system.wfi();
        } else {
            pe.system.wfe();
        }
        boolean trapped = pe.el == 2;
        MismatchException.check("res.trapped", !result.has("trapped") ? "true" : "false", Boolean.toString(trapped));
        if (!trapped) {
            pe.stop = null;
            pe.pc = before + 4;
        }
    }
}
