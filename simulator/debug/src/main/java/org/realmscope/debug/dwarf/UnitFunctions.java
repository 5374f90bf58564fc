package org.realmscope.debug.dwarf;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The functions of one unit that have code, and the calls that were inlined. */
final class UnitFunctions {
    private final List<Function> functions = new ArrayList<>();
    private final List<InlinedCall> inlinedCalls = new ArrayList<>();
    private final RangeMap<Function> byAddress = new RangeMap<>();

    UnitFunctions(Unit unit) {
        for (Die die : unit.entries()) {
            if (die.tag() == Tag.SUBPROGRAM) {
                List<AddressRange> ranges = unit.units().codeRanges(die);
                if (!ranges.isEmpty()) {
                    Function function = new Function(die, ranges);
                    functions.add(function);
                    ranges.forEach(range -> byAddress.add(range, function));
                }
            } else if (die.tag() == Tag.INLINED_SUBROUTINE) {
                List<AddressRange> ranges = unit.units().codeRanges(die);
                if (!ranges.isEmpty()) {
                    inlinedCalls.add(new InlinedCall(die, ranges));
                }
            }
        }
        byAddress.sorted();
    }

    @Nullable
    Function at(long pc) {
        return byAddress.find(pc);
    }

    List<Function> functions() {
        return functions;
    }

    List<InlinedCall> inlinedCalls() {
        return inlinedCalls;
    }
}
