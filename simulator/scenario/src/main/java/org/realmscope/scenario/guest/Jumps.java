package org.realmscope.scenario.guest;

import java.util.List;
import org.realmscope.scenario.model.GuestStep;

/** Finds the words of a step that would leave it (A64 encodings: C4.1, branches). */
final class Jumps {
    private Jumps() {}

    /**
     * Refuses words that branch out of the step, or to where only a register says.
     *
     * @throws org.realmscope.platform.UserError with the word
     */
    static void check(GuestStep.Words step) {
        List<Integer> words = step.words();
        for (int i = 0; i < words.size(); i++) {
            int word = words.get(i);
            if (isIndirect(word)) {
                throw ProgramCode.error(
                        step.position(),
                        "word 0x%08x jumps to an address in a register; populate such code and use fetch"
                                .formatted(word));
            }
            long target = (long) i + offset(word);
            if (target < 0 || target > words.size()) {
                throw ProgramCode.error(
                        step.position(),
                        "word 0x%08x jumps %+d instructions, out of the step; populate such code and use fetch"
                                .formatted(word, offset(word)));
            }
        }
    }

    /** BR, BLR, RET, ERET and DRPS with their authenticating forms. */
    private static boolean isIndirect(int word) {
        return (word & 0xfe00_0000) == 0xd600_0000;
    }

    /** Instructions from the word to where it may branch, 1 if it does not branch. */
    private static int offset(int word) {
        if ((word & 0x7c00_0000) == 0x1400_0000) {
            return word << 6 >> 6;
        }
        boolean conditional = (word & 0xff00_0000) == 0x5400_0000;
        boolean compare = (word & 0x7e00_0000) == 0x3400_0000;
        if (conditional || compare) {
            return word << 8 >> 13;
        }
        boolean test = (word & 0x7e00_0000) == 0x3600_0000;
        return test ? word << 13 >> 18 : 1;
    }
}
