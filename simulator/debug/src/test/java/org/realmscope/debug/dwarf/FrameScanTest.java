package org.realmscope.debug.dwarf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The frame that instructions tell of is, at every instruction, the one that GCC's call frame information tells of. */
class FrameScanTest {
    @ParameterizedTest
    @FieldSource("org.realmscope.debug.dwarf.Fixtures#GCC")
    void framesAreThoseOfTheCallFrameInformation(String name) {
        DebugInfo info = Fixtures.open(name);
        List<String> differences = differences(info);
        assertTrue(info.callFrames().size() > 10);
        assertEquals(List.of(), differences);
    }

    static List<String> differences(DebugInfo info) {
        List<String> differences = new ArrayList<>();
        for (Function function : info.functions("*")) {
            AddressRange code = function.ranges().getFirst();
            FrameScan scan = new FrameScan(info.elf()::read, code);
            for (long pc = code.low(); pc < code.high(); pc += 4) {
                FrameRow row = info.callFrames().rowAt(pc);
                FrameShape shape = scan.shapeAt(pc);
                if (row != null && shape != null && !isSame(row, shape)) {
                    differences.add("%s+%d: %s, %s".formatted(function.name(), pc - code.low(), row, shape));
                }
            }
        }
        return differences;
    }

    /** GCC may say later that a register is saved, and later that it is restored, so long as it still has its value. */
    private static boolean isSame(FrameRow row, FrameShape shape) {
        boolean cfa = row.cfaRegister() == RegisterReader.FP
                ? shape.isFpSet() && row.cfaOffset() == -shape.fp()
                : shape.isSpKnown() && row.cfaOffset() == -shape.sp();
        boolean saved = true;
        for (Map.Entry<Integer, Long> register : shape.saved().entrySet()) {
            saved &= !(row.rules().get(register.getKey()) instanceof RegisterRule.SavedAt at)
                    || at.offset() == register.getValue();
        }
        return cfa && saved;
    }
}
