package org.realmscope.a64.table;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All instructions, indexed for decoding. Immutable. */
public final class InstructionTable {
    /** The instructions of the simulated PE. */
    public static final InstructionTable A64 = new InstructionTable(Rows.all());

    private static final int BUCKETS = 1 << 10;

    private final List<Instruction> instructions;
    private final Instruction[][] buckets = new Instruction[BUCKETS][];

    private InstructionTable(List<Instruction> instructions) {
        this.instructions = instructions;
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            List<Instruction> candidates = new ArrayList<>();
            for (Instruction instruction : instructions) {
                int indexBits = instruction.pattern().mask() & wordOf(BUCKETS - 1);
                if ((wordOf(bucket) & indexBits) == (instruction.pattern().value() & indexBits)) {
                    candidates.add(instruction);
                }
            }
            buckets[bucket] = candidates.toArray(Instruction[]::new);
        }
    }

    /** Bits 28 to 21 tell most encoding groups apart, bits 11 and 10 the forms within loads, stores and SIMD. */
    private static int bucketOf(int word) {
        return word >>> 19 & 0x3fc | word >>> 10 & 3;
    }

    private static int wordOf(int bucket) {
        return (bucket & 0x3fc) << 19 | (bucket & 3) << 10;
    }

    /**
     * The row of a word, or null if the encoding is unallocated: executing it is an Undefined Instruction exception.
     */
    public @Nullable Instruction decode(int word) {
        for (Instruction instruction : buckets[bucketOf(word)]) {
            if (instruction.matches(word)) {
                return instruction;
            }
        }
        return null;
    }

    /** All rows, in table order. */
    public List<Instruction> instructions() {
        return instructions;
    }
}
