package org.realmscope.a64.exec.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.HexFormat;
import org.realmscope.a64.engine.BarePlatform;
import org.realmscope.a64.engine.Op;
import org.realmscope.a64.syntax.Labels;
import org.realmscope.a64.table.Assembled;
import org.realmscope.a64.table.Assembler;
import org.realmscope.a64.table.InstructionTable;
import org.realmscope.a64.table.TableTranslator;
import org.realmscope.platform.Platform;
import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.platform.pe.AbortSignal;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.sysreg.SystemRegister;

/**
 * A PE at Non-secure EL1 with its MMU on, which executes single instructions given as text. Addresses are mapped to
 * themselves: {@link #DATA} and {@link #SECOND} can be written, the page after either cannot be accessed or cannot
 * be written. All X registers hold {@code 0xaaaa...} plus their number.
 */
public final class MappedPe {
    /** A page of Normal memory that EL1 can write; the next page is not mapped. */
    public static final long DATA = BarePlatform.DRAM;
    /** First address that is not mapped. */
    public static final long UNMAPPED = DATA + 0x1000;
    /** A page that EL1 can write; the next page is read-only. */
    public static final long SECOND = DATA + 0x2000;

    public static final long READ_ONLY = DATA + 0x3000;
    /** A page that EL0 can write, too. */
    public static final long USER = DATA + 0x4000;
    /** Where instructions are. */
    public static final long CODE = DATA + 0x5000;

    private static final int BLOCK_OFFSET = 12;
    private static final long SPSR_EL1H_MASKED = 0x3c5;
    private static final long TABLES = DATA + 0x8_0000;
    private static final long TABLE_DESCRIPTOR = 3;
    /** AF, Inner Shareable, attribute index 0, page. */
    private static final long PAGE_DESCRIPTOR = 0x703;

    private static final long AP_USER = 1L << 6;
    private static final long AP_READ_ONLY = 1L << 7;

    private static final Assembler ASSEMBLER = new Assembler(InstructionTable.A64);
    private static final TableTranslator TRANSLATOR = new TableTranslator(InstructionTable.A64);

    public final Platform platform;
    public final Pe pe;

    public MappedPe() {
        BarePlatform bare = new BarePlatform();
        platform = bare.platform;
        pe = bare.pe;
        writeTables(platform.memory);
        pe.sys.set(SystemRegister.MAIR_EL1, 0xff);
        pe.sys.set(SystemRegister.TCR_EL1, 25L | 3L << 12 | 1L << 23 | 1L << 32);
        pe.sys.set(SystemRegister.TTBR0_EL1, TABLES);
        pe.sys.set(SystemRegister.CPACR_EL1, 3L << 20);
        pe.sys.set(SystemRegister.HCR_EL2, 1L << 31 | 1L << 41);
        pe.system.enter(SPSR_EL1H_MASKED, CODE);
        sctlr(0);
        for (int i = 0; i < Pe.ZR; i++) {
            pe.x[i] = 0xaaaa_aaaa_aaaa_aa00L + i;
        }
        pe.x[Pe.SP] = DATA + 0x800;
    }

    private static void writeTables(PhysicalMemory memory) {
        memory.write64(TABLES + 8, TABLES + 0x1000 | TABLE_DESCRIPTOR);
        memory.write64(TABLES + 0x1000, TABLES + 0x2000 | TABLE_DESCRIPTOR);
        long pages = TABLES + 0x2000;
        memory.write64(pages, DATA | PAGE_DESCRIPTOR);
        memory.write64(pages + 2 * 8, SECOND | PAGE_DESCRIPTOR);
        memory.write64(pages + 3 * 8, READ_ONLY | PAGE_DESCRIPTOR | AP_READ_ONLY);
        memory.write64(pages + 4 * 8, USER | PAGE_DESCRIPTOR | AP_USER);
        memory.write64(pages + 5 * 8, CODE | PAGE_DESCRIPTOR);
    }

    /** Sets further bits of SCTLR_EL1 beside M and SA. */
    public MappedPe sctlr(long bits) {
        pe.sys.set(SystemRegister.SCTLR_EL1, 0x30d0_0800L | 1 | 1 << 3 | bits);
        pe.system.contextChanged();
        return this;
    }

    public MappedPe set(SystemRegister register, long value) {
        pe.sys.set(register, value);
        pe.system.contextChanged();
        return this;
    }

    public MappedPe x(int number, long value) {
        pe.x[number] = value;
        return this;
    }

    public MappedPe sp(long value) {
        return x(Pe.SP, value);
    }

    public MappedPe v(int number, long high, long low) {
        pe.v[2 * number] = low;
        pe.v[2 * number + 1] = high;
        return this;
    }

    /** Bits 127:0 of a SIMD register, in hexadecimal. */
    public String v(int number) {
        return "%016x%016x".formatted(pe.v[2 * number + 1], pe.v[2 * number]);
    }

    /** Puts bytes, two hexadecimal digits each in the order of addresses, into memory. */
    public MappedPe bytes(long pa, String digits) {
        byte[] bytes = HexFormat.of().parseHex(digits.replace(" ", ""));
        platform.memory.write(pa, bytes, 0, bytes.length);
        return this;
    }

    /** Bytes of memory as {@link #bytes(long, String)} takes them, without blanks. */
    public String bytes(long pa, int length) {
        byte[] bytes = new byte[length];
        platform.memory.read(pa, bytes, 0, length);
        return HexFormat.of().formatHex(bytes);
    }

    /** Executes an instruction that completes. */
    public MappedPe run(String text) {
        translate(text).execute(pe);
        assertEquals(0, pe.x[Pe.ZR], "XZR");
        return this;
    }

    /** Executes an instruction that must not complete. */
    public AbortSignal abort(String text) {
        Op op = translate(text);
        return assertThrows(AbortSignal.class, () -> op.execute(pe), text);
    }

    /** The predecoded instruction, as the fourth of a block that begins in {@link #CODE}. */
    public Op translate(String text) {
        pe.pc = CODE;
        return switch (ASSEMBLER.assemble(text, CODE + BLOCK_OFFSET, Labels.NONE)) {
            case Assembled.Word word -> TRANSLATOR.translate(word.word(), BLOCK_OFFSET);
            case Assembled.Rejected rejected -> fail("'" + text + "': " + rejected);
        };
    }
}
