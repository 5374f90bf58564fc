package org.realmscope.machine.history;

import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive faults as words. A fault is {@link #WORDS} words in a row, and its RMI calls in a list that all faults of
 * the chunk share. What one fault in a million needs more room for is kept apart.
 *
 * <table>
 * <caption>Words of a fault</caption>
 * <tr><th>Word</th><th>Bits</th><th>Meaning</th></tr>
 * <tr><td>0</td><td>63:0</td><td>instruction count</td></tr>
 * <tr><td>1</td><td>63:0</td><td>pc</td></tr>
 * <tr><td>2</td><td>63:0</td><td>IPA; HPFAR_EL2 follows from it</td></tr>
 * <tr><td>3</td><td>63:0</td><td>FAR_EL2</td></tr>
 * <tr><td>4</td><td>63:32, 31:0</td><td>the host's esr, ESR_EL2</td></tr>
 * <tr><td>5</td><td>19:0, 24:20, 26:25, 30:27, 40:31, 50:41, 58:51</td><td>ordinal, decision, half, PE, Realm, vCPU,
 * flags</td></tr>
 * <tr><td>6</td><td>7:0, 15:8, 19:16, 35:20, 51:36, 58:52</td><td>before, after, resolution, TLBIs, GPT changes,
 * command</td></tr>
 * <tr><td>7</td><td>63:32, 31:0</td><td>host instructions, return code</td></tr>
 * <tr><td>8</td><td>63:32, 31:0</td><td>where its calls start, their number</td></tr>
 * </table>
 */
final class FaultChunk {
    /** Binary logarithm of the faults in a chunk. */
    static final int SHIFT = 12;

    static final int FAULTS = 1 << SHIFT;

    private static final int WORDS = 9;
    private static final int SHOWN = 1;
    private static final int HOST_FAR_OFFSET = 1 << 1;
    private static final int HOST_HPFAR_SAME = 1 << 2;
    private static final int WIDE = 1 << 3;
    private static final int WRITTEN = 1 << 4;
    private static final int REPEATS = 1 << 5;
    private static final int REPORTED = 1 << 6;
    private static final long OFFSET = 0xfff;
    private static final long U32 = 0xffff_ffffL;
    private static final int U16 = 0xffff;
    private static final int ORDINAL = 0xf_ffff;
    private static final int NO_EXIT = -1;
    private static final List<ResolutionKind> KINDS = List.of(ResolutionKind.values());

    private final long[] words = new long[FAULTS * WORDS];
    private final LongList calls = new LongList();
    /** Exact values of the faults whose values do not fit: see {@link #wide}. */
    private final TreeMap<Integer, long[]> wide = new TreeMap<>();

    /** Bytes that the chunk takes. */
    long bytes() {
        return 8L * (words.length + calls.capacity()) + wide.size() * 160L;
    }

    /** No fault is added any more. */
    void seal() {
        calls.trim();
    }

    boolean isWritten(int row) {
        return (flags(words[row * WORDS + 5]) & WRITTEN) != 0;
    }

    /** Forgets a fault; the room of its calls is not used again. */
    void clear(int row) {
        words[row * WORDS + 5] = 0;
        wide.remove(row);
    }

    private static int flags(long word5) {
        return (int) (word5 >>> 51) & 0xff;
    }

    void write(int row, OpenFault fault) {
        int at = row * WORDS;
        long[] exact = wide(fault);
        int flags = WRITTEN | (exact == null ? 0 : WIDE);
        if (exact != null) {
            wide.put(row, exact);
        }
        if (fault.repeats) {
            flags |= REPEATS;
        }
        if (fault.reported) {
            flags |= REPORTED;
        }
        if (fault.shown) {
            flags |= SHOWN | (fault.hostFar != 0 ? HOST_FAR_OFFSET : 0) | (fault.hostHpfar != 0 ? HOST_HPFAR_SAME : 0);
        }
        words[at] = fault.instructions;
        words[at + 1] = fault.pc;
        words[at + 2] = fault.ipa;
        words[at + 3] = fault.far;
        words[at + 4] = fault.hostEsr << 32 | fault.esr & U32;
        words[at + 5] = fault.ordinal & ORDINAL
                | (long) (fault.decision + 1) << 20
                | (long) fault.half << 25
                | (long) fault.pe << 27
                | (long) fault.realm << 31
                | (long) fault.vcpu << 41
                | (long) flags << 51;
        words[at + 6] = fault.before
                | (long) fault.after << 8
                | (long) fault.kind.ordinal() << 16
                | (fault.tlbInvalidations & (long) U16) << 20
                | (fault.gptChanges & (long) U16) << 36
                | (long) (fault.command + 1) << 52;
        words[at + 7] = fault.hostInstructions << 32 | fault.returnCode & U32;
        words[at + 8] = (long) calls.size() << 32 | fault.callCount;
        calls.addAll(fault.calls);
    }

    /** The values of a fault of which some do not fit into its words; null if all fit. */
    private static long @Nullable [] wide(OpenFault fault) {
        boolean fits = fault.esr >>> 32 == 0
                && fault.hostEsr >>> 32 == 0
                && fault.hpfar == hpfar(fault.ipa)
                && (fault.hostFar == 0 || fault.hostFar == (fault.far & OFFSET))
                && (fault.hostHpfar == 0 || fault.hostHpfar == fault.hpfar)
                && fault.ordinal <= ORDINAL
                && fault.tlbInvalidations <= U16
                && fault.gptChanges <= U16
                && fault.hostInstructions < U32;
        return fits
                ? null
                : new long[] {
                    fault.esr,
                    fault.hostEsr,
                    fault.hpfar,
                    fault.hostFar,
                    fault.hostHpfar,
                    fault.ordinal,
                    fault.tlbInvalidations,
                    fault.gptChanges,
                    fault.hostInstructions
                };
    }

    private static long hpfar(long ipa) {
        return ipa >>> 12 << 4;
    }

    /** Fills {@code fault} with all but its number, stage and calls. */
    void read(int row, OpenFault fault) {
        int at = row * WORDS;
        long word5 = words[at + 5];
        long word6 = words[at + 6];
        int flags = flags(word5);
        fault.instructions = words[at];
        fault.pc = words[at + 1];
        fault.ipa = words[at + 2];
        fault.far = words[at + 3];
        fault.esr = words[at + 4] & U32;
        fault.hpfar = hpfar(fault.ipa);
        fault.repeats = (flags & REPEATS) != 0;
        fault.reported = (flags & REPORTED) != 0;
        fault.shown = (flags & SHOWN) != 0;
        fault.hostEsr = words[at + 4] >>> 32;
        fault.hostFar = (flags & HOST_FAR_OFFSET) != 0 ? fault.far & OFFSET : 0;
        fault.hostHpfar = (flags & HOST_HPFAR_SAME) != 0 ? fault.hpfar : 0;
        fault.ordinal = (int) word5 & ORDINAL;
        fault.decision = ((int) (word5 >>> 20) & 0x1f) - 1;
        fault.half = (int) (word5 >>> 25) & 3;
        fault.pe = (int) (word5 >>> 27) & 0xf;
        fault.realm = (int) (word5 >>> 31) & OpenFault.NOBODY;
        fault.vcpu = (int) (word5 >>> 41) & OpenFault.NOBODY;
        fault.before = (int) word6 & 0xff;
        fault.after = (int) (word6 >>> 8) & 0xff;
        fault.kind = KINDS.get((int) (word6 >>> 16) & 0xf);
        fault.tlbInvalidations = (int) (word6 >>> 20) & U16;
        fault.gptChanges = (int) (word6 >>> 36) & U16;
        fault.command = ((int) (word6 >>> 52) & 0x7f) - 1;
        fault.returnCode = (int) words[at + 7];
        fault.hostInstructions = words[at + 7] >>> 32 == U32 ? NO_EXIT : words[at + 7] >>> 32;
        fault.callCount = (int) words[at + 8];
        if ((flags & WIDE) != 0) {
            readWide(Objects.requireNonNull(wide.get(row)), fault);
        }
    }

    private static void readWide(long[] exact, OpenFault fault) {
        fault.esr = exact[0];
        fault.hostEsr = exact[1];
        fault.hpfar = exact[2];
        fault.hostFar = exact[3];
        fault.hostHpfar = exact[4];
        fault.ordinal = (int) exact[5];
        fault.tlbInvalidations = (int) exact[6];
        fault.gptChanges = (int) exact[7];
        fault.hostInstructions = exact[8];
    }

    /** The RMI calls of a fault. */
    List<RmiCallRecord> calls(int row, HostCallSites sites) {
        long word8 = words[row * WORDS + 8];
        return CallWords.read(calls, (int) (word8 >>> 32), (int) word8, words[row * WORDS], sites);
    }
}
