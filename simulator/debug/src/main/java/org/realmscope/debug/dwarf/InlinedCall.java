package org.realmscope.debug.dwarf;

import java.util.List;

/** A call that the compiler replaced by the code of the function. */
public final class InlinedCall {
    private final Die die;
    private final List<AddressRange> ranges;

    InlinedCall(Die die, List<AddressRange> ranges) {
        this.die = die;
        this.ranges = List.copyOf(ranges);
    }

    Die die() {
        return die;
    }

    /** The function that is called. */
    public String name() {
        return Function.nameOf(die);
    }

    /** Where that function is declared. */
    public SourceLine declaration() {
        return Function.declarationOf(die);
    }

    /** The code of this copy. */
    public List<AddressRange> ranges() {
        return ranges;
    }

    public boolean contains(long pc) {
        return ranges.stream().anyMatch(range -> range.contains(pc));
    }

    /** Where this copy is entered: DW_AT_entry_pc, or its first address. */
    public long entryPc() {
        FormValue entry = die.value(At.ENTRY_PC);
        long first = ranges.getFirst().low();
        if (entry == null) {
            return first;
        }
        long pc = entry.isAddress() ? die.unit().address(die, entry) : first + entry.raw();
        return contains(pc) ? pc : first;
    }

    /** Where the call stands in the source. */
    public SourceLine callSite() {
        return new SourceLine(die.unit().lines().file(number(At.CALL_FILE)), (int) number(At.CALL_LINE), (int)
                number(At.CALL_COLUMN));
    }

    private long number(int attribute) {
        FormValue value = die.value(attribute);
        return value == null ? 0 : value.raw();
    }

    @Override
    public String toString() {
        return name() + " inlined at " + callSite();
    }
}
