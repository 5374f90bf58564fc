package org.realmscope.bench.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.realmscope.a64.table.Assembled;
import org.realmscope.a64.table.Assembler;
import org.realmscope.a64.table.InstructionTable;
import org.realmscope.platform.memory.PhysicalMemory;

/**
 * A realm of 36 bits of IPA that stores once to every page of a protected range and then of an unprotected one. Each
 * range is stored to in blocks; a host call ends each of them.
 *
 * @param protectedFaults pages of the protected range, a multiple of {@link #BLOCKS}
 * @param unprotectedFaults pages of the unprotected range, a multiple of {@link #BLOCKS}
 * @param passes how often the realm goes over the protected range once more in between, which takes no faults: it
 *     stores to a page and computes for {@link #INSTRUCTIONS_PER_PAGE} instructions; another host call ends it
 */
public record FaultWorkload(long protectedFaults, long unprotectedFaults, long passes) {
    /** Instructions that a pass takes for a page. */
    public static final long INSTRUCTIONS_PER_PAGE = 805;
    /** Blocks in a range. */
    public static final int BLOCKS = 10;

    static final int IPA_BITS = 36;
    /** IPA of the page with the program. */
    static final long CODE = 0;
    /** First IPA of the protected range. */
    static final long PROTECTED = 1L << 30;
    /** First IPA of the unprotected range, less the bit that makes it unprotected. */
    static final long UNPROTECTED = 8L << 30;
    /** Bit of an IPA that makes it unprotected. */
    static final long UNPROTECTED_BIT = 1L << IPA_BITS - 1;

    /** Most pages of a range: the protected range ends where the unprotected one has its slot. */
    static final long MAX_FAULTS = 1_000_000;

    private static final int HOST_CALL_STRUCTURE = 0x800;
    private static final long HOST_MEMORY = 256L << 20;

    private static final int COMPUTING = 200;

    /** A realm that only takes faults. */
    public FaultWorkload(long protectedFaults, long unprotectedFaults) {
        this(protectedFaults, unprotectedFaults, 0);
    }

    public FaultWorkload {
        if (protectedFaults % BLOCKS != 0 || unprotectedFaults % BLOCKS != 0) {
            throw new IllegalArgumentException(
                    "not whole blocks: " + protectedFaults + " and " + unprotectedFaults + " faults");
        }
    }

    /** Bytes of DRAM that the machine needs: the pages, their tables, what describes them, and the host. */
    long dramSize() {
        long pages = (protectedFaults + unprotectedFaults) * PhysicalMemory.GRANULE_SIZE;
        long size = pages + pages / 64 + HOST_MEMORY;
        return size + (2L << 20) - 1 & -(2L << 20);
    }

    /** The program as instruction words. */
    List<Integer> program() {
        List<String> lines = new ArrayList<>();
        storeToRange(lines, PROTECTED, protectedFaults);
        if (passes > 0) {
            goOverRange(lines);
        }
        storeToRange(lines, UNPROTECTED | UNPROTECTED_BIT, unprotectedFaults);
        load(lines, 0, 0x8400_0008L); // PSCI_SYSTEM_OFF
        lines.add("smc #0");
        Assembler assembler = new Assembler(InstructionTable.A64);
        List<Integer> words = new ArrayList<>();
        for (String line : lines) {
            Assembled result = assembler.assemble(line, CODE + 4L * words.size(), label -> OptionalLong.empty());
            if (!(result instanceof Assembled.Word(int word))) {
                throw new IllegalStateException(line + ": " + result);
            }
            words.add(word);
        }
        return words;
    }

    private static void storeToRange(List<String> lines, long ipa, long faults) {
        load(lines, 20, ipa);
        load(lines, 22, BLOCKS);
        int block = lines.size();
        load(lines, 21, faults / BLOCKS);
        lines.add("str x20, [x20]");
        lines.add("add x20, x20, #0x1000");
        lines.add("subs x21, x21, #1");
        lines.add("b.ne .-12");
        hostCall(lines);
        lines.add("subs x22, x22, #1");
        lines.add("b.ne .-" + 4 * (lines.size() - block));
    }

    private void goOverRange(List<String> lines) {
        load(lines, 22, passes);
        int pass = lines.size();
        load(lines, 20, PROTECTED);
        load(lines, 21, protectedFaults);
        int page = lines.size();
        lines.add("str x22, [x20]");
        lines.add("movz x23, #" + COMPUTING);
        lines.add("add x24, x24, x20");
        lines.add("eor x25, x25, x24");
        lines.add("subs x23, x23, #1");
        lines.add("b.ne .-12");
        lines.add("add x20, x20, #0x1000");
        lines.add("subs x21, x21, #1");
        lines.add("b.ne .-" + 4 * (lines.size() - page));
        lines.add("subs x22, x22, #1");
        lines.add("b.ne .-" + 4 * (lines.size() - pass));
        hostCall(lines);
    }

    private static void hostCall(List<String> lines) {
        load(lines, 0, 0xc400_0199L); // RSI_HOST_CALL
        load(lines, 1, CODE + HOST_CALL_STRUCTURE);
        lines.add("smc #0");
    }

    private static void load(List<String> lines, int register, long value) {
        lines.add("movz x%d, #0x%x".formatted(register, value & 0xffff));
        for (int shift = 16; shift < 48; shift += 16) {
            lines.add("movk x%d, #0x%x, lsl #%d".formatted(register, value >>> shift & 0xffff, shift));
        }
    }
}
