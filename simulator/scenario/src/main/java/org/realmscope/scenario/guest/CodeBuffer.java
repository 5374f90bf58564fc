package org.realmscope.scenario.guest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.realmscope.a64.syntax.Labels;
import org.realmscope.a64.table.Assembled;
import org.realmscope.a64.table.Assembler;
import org.realmscope.a64.table.InstructionTable;
import org.realmscope.scenario.model.AddressRange;

/** A64 instructions one behind the other. */
final class CodeBuffer {
    static final int INSTRUCTION = 4;

    private static final int HALF = 16;
    private static final long HALF_MASK = 0xffff;
    private static final Assembler ASSEMBLER = new Assembler(InstructionTable.A64);

    private final long base;
    private final List<Fixup> fixups = new ArrayList<>();
    private final Map<String, Integer> known = new HashMap<>();
    private int[] words = new int[1024];
    private int size;

    /** An instruction with an address in it, whose text is known when the label is. */
    private record Fixup(int index, Label label, LongFunction<String> text) {}

    CodeBuffer(long base) {
        this.base = base;
    }

    /** Address of the next instruction. */
    long here() {
        return base + (long) size * INSTRUCTION;
    }

    AddressRange since(long start) {
        return new AddressRange(start, here());
    }

    void bind(Label label) {
        label.bind(here());
    }

    void word(int word) {
        if (size == words.length) {
            words = Arrays.copyOf(words, 2 * size);
        }
        words[size++] = word;
    }

    /** An instruction that is the same at every address. */
    void emit(String text) {
        word(known.computeIfAbsent(text, missing -> assemble(missing, 0)));
    }

    /** A PC-relative instruction without its last operand, the label. */
    void emit(String text, Label label) {
        fix(label, address -> text + " 0x" + Long.toHexString(address));
    }

    /** Loads an address of the program. */
    void address(int register, Label label) {
        emit("adrp x%d,".formatted(register), label);
        fix(label, address -> "add x%d, x%d, #%d".formatted(register, register, address & 0xfff));
    }

    /** Loads an address that may be out of ADRP's reach. */
    void absolute(int register, Label label) {
        for (int shift = 0; shift < Long.SIZE; shift += HALF) {
            String text = "%s x%d, #%%d, lsl #%d".formatted(shift == 0 ? "movz" : "movk", register, shift);
            int low = shift;
            fix(label, address -> text.formatted(address >>> low & HALF_MASK));
        }
    }

    /** Loads a constant in as few instructions as MOVZ or MOVN and MOVK allow. */
    void move(int register, long value) {
        int zeroes = 0;
        int ones = 0;
        for (int shift = 0; shift < Long.SIZE; shift += HALF) {
            long half = value >>> shift & HALF_MASK;
            zeroes += half == 0 ? 1 : 0;
            ones += half == HALF_MASK ? 1 : 0;
        }
        long filler = ones > zeroes ? HALF_MASK : 0;
        boolean first = true;
        for (int shift = 0; shift < Long.SIZE; shift += HALF) {
            long half = value >>> shift & HALF_MASK;
            if (half == filler) {
                continue;
            }
            String mnemonic = !first ? "movk" : filler == 0 ? "movz" : "movn";
            emit("%s x%d, #%d, lsl #%d".formatted(mnemonic, register, first ? half ^ filler : half, shift));
            first = false;
        }
        if (first) {
            emit("%s x%d, #0".formatted(filler == 0 ? "movz" : "movn", register));
        }
    }

    /** Fills up with BRK #0 to an address. */
    void padTo(long address) {
        while (here() < address) {
            emit("brk #0");
        }
    }

    /** The instructions' bytes; every label that is used has its place by now. */
    ByteWriter finish() {
        for (Fixup fixup : fixups) {
            words[fixup.index] =
                    assemble(fixup.text.apply(fixup.label.address()), base + (long) fixup.index * INSTRUCTION);
        }
        ByteWriter bytes = new ByteWriter();
        for (int i = 0; i < size; i++) {
            bytes.u32(words[i]);
        }
        return bytes;
    }

    private void fix(Label label, LongFunction<String> text) {
        fixups.add(new Fixup(size, label, text));
        word(0);
    }

    private static int assemble(String text, long address) {
        return switch (ASSEMBLER.assemble(text, address, Labels.NONE)) {
            case Assembled.Word(int word) -> word;
            case Assembled.Rejected rejected -> throw new IllegalStateException("'" + text + "': " + rejected);
        };
    }
}
