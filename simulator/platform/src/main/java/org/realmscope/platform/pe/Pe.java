package org.realmscope.platform.pe;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;
import org.realmscope.platform.Platform;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.mmu.FetchTlb;
import org.realmscope.platform.mmu.MicroTlb;
import org.realmscope.platform.mmu.Mmu;
import org.realmscope.platform.state.StateSink;
import org.realmscope.platform.state.StateSource;
import org.realmscope.platform.state.Stateful;
import org.realmscope.platform.sysreg.SystemRegisters;

/**
 * One processing element: the state that instructions work on, and the fast path of their memory accesses.
 *
 * <p>The fields that instructions touch are public and primitive: predecoded instructions are small objects whose only
 * work is to read and write them. Everything rarer goes through {@link #system} (exceptions, PSTATE, system
 * instructions), {@link #sys} (system registers) and {@link #mmu} (translation).
 *
 * <p>Condition flags are kept in the form in which results leave the ALU: {@code N = nf < 0}, {@code Z = zf == 0},
 * {@code C = cf}, {@code V = vf < 0}.
 */
public final class Pe implements Stateful {
    /** Index in {@link #x} that always reads as zero (XZR, WZR) and is never written. */
    public static final int ZR = 31;
    /** Index in {@link #x} of the current stack pointer. */
    public static final int SP = 32;
    /** Index in {@link #x} that takes results written to XZR or WZR. */
    public static final int SINK = 33;

    private static final VarHandle U16 = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle U32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle U64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long PAGE = -4096L;

    /** Position of the PE in the machine, its MPIDR Aff0. */
    public final int index;

    public final long[] x = new long[34];
    /** V0-V31: bits 63:0 of Vn at {@code 2n}, bits 127:64 at {@code 2n + 1}. */
    public final long[] v = new long[64];
    /** Address of the next instruction; inside a block, of the block's first one. */
    public long pc;

    public long nf;
    public long zf = 1;
    public int cf;
    public long vf;
    /** PSTATE.BTYPE. */
    public int btype;
    /** PSTATE.EL. */
    public int el;
    /** Security state of EL0-EL2, that is SCR_EL3.{NSE, NS}. */
    public SecurityState securityState = SecurityState.NON_SECURE;

    /**
     * Value of the system counter: instructions executed by all PEs. Exact between blocks and in an instruction that
     * ends its block; only the PE that runs has the current value.
     */
    public long instructions;
    /** The engine looks for something else to do when {@link #instructions} reaches this. */
    public long limit;
    /** Set while exactly one instruction is executed, with {@link #pc} and {@link #instructions} exact. */
    public boolean alone;
    /** Why the engine is to return to the machine at the end of the block; null when it is not. */
    public @Nullable StopCause stop;

    /** Data accesses of the current translation context. */
    public MicroTlb data;
    /** Instruction fetches of the current translation context. */
    public FetchTlb fetch;

    public final Platform platform;
    public final SystemRegisters sys;
    public final Mmu mmu;
    public final SystemControl system;

    public Pe(int index, Platform platform) {
        this.index = index;
        this.platform = platform;
        this.sys = new SystemRegisters(this);
        this.mmu = new Mmu(this);
        this.system = new SystemControl(this);
        this.data = mmu.dataTlb();
        this.fetch = mmu.fetchTlb();
    }

    // --- PSTATE

    /** PSTATE.NZCV as a number: N is bit 3, V bit 0. */
    public int nzcv() {
        return (nf < 0 ? 8 : 0) | (zf == 0 ? 4 : 0) | cf << 1 | (vf < 0 ? 1 : 0);
    }

    /** @param nzcv N in bit 3 to V in bit 0 */
    public void setNzcv(int nzcv) {
        nf = (nzcv & 8) != 0 ? -1 : 0;
        zf = (nzcv & 4) != 0 ? 0 : 1;
        cf = nzcv >> 1 & 1;
        vf = (nzcv & 1) != 0 ? -1 : 0;
    }

    // --- run control

    /** Makes the engine look at interrupts, limits and {@link #stop} at the end of the block. */
    public void leaveBlockChain() {
        limit = Long.MIN_VALUE;
    }

    /** Makes the engine return to the machine at the end of the block. */
    public void requestStop(StopCause cause) {
        stop = cause;
        leaveBlockChain();
    }

    // --- data accesses: small enough to be inlined, everything but a plain hit is in Mmu

    public int load8(long va) {
        MicroTlb tlb = data;
        int i = MicroTlb.index(va);
        return tlb.readTag[i] == (va & PAGE) ? tlb.frame[i][(int) va & 0xfff] & 0xff : (int) mmu.loadSlow(va, 1);
    }

    public int load16(long va) {
        MicroTlb tlb = data;
        int i = MicroTlb.index(va);
        return tlb.readTag[i] == (va & (PAGE | 1))
                ? (short) U16.get(tlb.frame[i], (int) va & 0xfff) & 0xffff
                : (int) mmu.loadSlow(va, 2);
    }

    public int load32(long va) {
        MicroTlb tlb = data;
        int i = MicroTlb.index(va);
        return tlb.readTag[i] == (va & (PAGE | 3))
                ? (int) U32.get(tlb.frame[i], (int) va & 0xfff)
                : (int) mmu.loadSlow(va, 4);
    }

    public long load64(long va) {
        MicroTlb tlb = data;
        int i = MicroTlb.index(va);
        return tlb.readTag[i] == (va & (PAGE | 7))
                ? (long) U64.get(tlb.frame[i], (int) va & 0xfff)
                : mmu.loadSlow(va, 8);
    }

    public void store8(long va, int value) {
        MicroTlb tlb = data;
        int i = MicroTlb.index(va);
        if (tlb.writeTag[i] == (va & PAGE)) {
            tlb.frame[i][(int) va & 0xfff] = (byte) value;
        } else {
            mmu.storeSlow(va, 1, value);
        }
    }

    public void store16(long va, int value) {
        MicroTlb tlb = data;
        int i = MicroTlb.index(va);
        if (tlb.writeTag[i] == (va & (PAGE | 1))) {
            U16.set(tlb.frame[i], (int) va & 0xfff, (short) value);
        } else {
            mmu.storeSlow(va, 2, value);
        }
    }

    public void store32(long va, int value) {
        MicroTlb tlb = data;
        int i = MicroTlb.index(va);
        if (tlb.writeTag[i] == (va & (PAGE | 3))) {
            U32.set(tlb.frame[i], (int) va & 0xfff, value);
        } else {
            mmu.storeSlow(va, 4, value);
        }
    }

    public void store64(long va, long value) {
        MicroTlb tlb = data;
        int i = MicroTlb.index(va);
        if (tlb.writeTag[i] == (va & (PAGE | 7))) {
            U64.set(tlb.frame[i], (int) va & 0xfff, value);
        } else {
            mmu.storeSlow(va, 8, value);
        }
    }

    // --- state

    @Override
    public void save(StateSink sink) {
        sink.put(x, 0, 31);
        sink.put(x[SP]);
        sink.put(v, 0, v.length);
        sink.put(pc);
        sink.put(nzcv());
        sink.put(btype);
        sink.put(el);
        sink.put(securityState.ordinal());
        sys.save(sink);
        system.save(sink);
        mmu.save(sink);
    }

    @Override
    public void load(StateSource source) {
        source.next(x, 0, 31);
        x[SP] = source.next();
        source.next(v, 0, v.length);
        pc = source.next();
        setNzcv((int) source.next());
        btype = (int) source.next();
        el = (int) source.next();
        securityState = SecurityState.values()[(int) source.next()];
        alone = false;
        stop = null;
        sys.load(source);
        system.load(source);
        mmu.load(source);
    }
}
