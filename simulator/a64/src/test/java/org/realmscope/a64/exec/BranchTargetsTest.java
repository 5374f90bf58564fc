package org.realmscope.a64.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which instructions accept branches of which BTYPE; encodings are from the Arm ARM. */
class BranchTargetsTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "nop, d503201f, '', ''",
        "bti, d503241f, '', ''",
        "bti c, d503245f, 1 2, 1 2",
        "bti j, d503249f, 1 3, 1 3",
        "bti jc, d50324df, 1 2 3, 1 2 3",
        "paciasp, d503233f, 1 2 3, 1 2",
        "pacibsp, d503237f, 1 2 3, 1 2",
        "paciaz, d503231f, '', ''",
        "autiasp, d50323bf, '', ''",
        "brk #0x3, d4200060, 1 2 3, 1 2 3",
        "hlt #0x1, d4400020, 1 2 3, 1 2 3",
        "svc #0x0, d4000001, '', ''",
        "udf #0, 00000000, '', ''",
        "mov x0 x1, aa0103e0, '', ''"
    })
    void branchTypesAccepted(String text, String word, String accepted, String acceptedWithBt) {
        int encoding = Integer.parseUnsignedInt(word, 16);
        assertEquals(accepted, accepted(encoding, false));
        assertEquals(acceptedWithBt, accepted(encoding, true));
        assertEquals(true, BranchTargets.accepts(encoding, 0, false));
    }

    private static String accepted(int word, boolean bt) {
        StringBuilder types = new StringBuilder();
        for (int btype = 1; btype <= 3; btype++) {
            types.append(BranchTargets.accepts(word, btype, bt) ? btype + " " : "");
        }
        return types.toString().strip();
    }
}
