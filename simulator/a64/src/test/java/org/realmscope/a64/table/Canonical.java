package org.realmscope.a64.table;

import org.realmscope.a64.encoding.Field;

/** Among encodings of the same instruction, the one that assemblers emit. */
final class Canonical {

    private Canonical() {}

    /** A bitmask immediate of small elements ignores the high bits of its rotation. */
    static int word(Instruction instruction, int word) {
        if (!instruction.name().matches("(AND|ORR|EOR|ANDS) \\(immediate\\)")) {
            return word;
        }
        Field n = instruction.pattern().field("N");
        Field immr = instruction.pattern().field("immr");
        Field imms = instruction.pattern().field("imms");
        int selector = n.extract(word) << 6 | ~imms.extract(word) & 0x3f;
        int elementSize = Integer.highestOneBit(selector);
        return word & ~immr.mask() | immr.place(immr.extract(word) & elementSize - 1);
    }
}
