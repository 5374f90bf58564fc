package org.realmscope.debug.dwarf;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the unit, the function and the blocks of an address. */
final class CodeIndex {
    private final UnitTable units;
    private @Nullable RangeMap<Unit> unitsByAddress;

    CodeIndex(UnitTable units) {
        this.units = units;
    }

    @Nullable
    Unit unitAt(long pc) {
        RangeMap<Unit> known = unitsByAddress;
        if (known == null) {
            known = build();
            unitsByAddress = known;
        }
        return known.find(pc);
    }

    private RangeMap<Unit> build() {
        RangeMap<Unit> map = new RangeMap<>();
        for (Unit unit : units.all()) {
            if (unit.isTypeUnit()) {
                continue;
            }
            List<AddressRange> ranges = units.codeRanges(unit.unitEntry());
            if (ranges.isEmpty()) {
                unit.lines().sequences().stream()
                        .map(LineSequence::range)
                        .filter(range -> units.isCode(range.low()))
                        .forEach(range -> map.add(range, unit));
            } else {
                ranges.forEach(range -> map.add(range, unit));
            }
        }
        return map.sorted();
    }

    @Nullable
    Function functionAt(long pc) {
        Unit unit = unitAt(pc);
        return unit == null ? null : unit.functions().at(pc);
    }

    /** The function's entry, then inlined calls and blocks around an address, outermost first; empty if unknown. */
    List<Die> pathTo(long pc) {
        Function function = functionAt(pc);
        if (function == null) {
            return List.of();
        }
        List<Die> path = new ArrayList<>();
        for (Die die = function.die(); die != null; die = childAt(die, pc)) {
            path.add(die);
        }
        return path;
    }

    private static @Nullable Die childAt(Die parent, long pc) {
        for (Die child : parent.children()) {
            if (child.tag() == Tag.INLINED_SUBROUTINE || child.tag() == Tag.LEXICAL_BLOCK) {
                Die found = Scope.isTransparent(child) ? childAt(child, pc) : isAt(child, pc) ? child : null;
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static boolean isAt(Die die, long pc) {
        return die.ranges().stream().anyMatch(range -> range.contains(pc));
    }

    /** The innermost function or inlined call of an address. */
    @Nullable
    Die bodyAt(long pc) {
        for (Die die : pathTo(pc).reversed()) {
            if (die.tag() != Tag.LEXICAL_BLOCK) {
                return die;
            }
        }
        return null;
    }
}
