package org.realmscope.debug.dwarf;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.elf.DataCursor;

/** A function that has code of its own. */
public final class Function {
    private final Die die;
    private final List<AddressRange> ranges;

    Function(Die die, List<AddressRange> ranges) {
        this.die = die;
        this.ranges = List.copyOf(ranges);
    }

    Die die() {
        return die;
    }

    /** Its name in the source; {@code ??} if it has none. */
    public String name() {
        return nameOf(die);
    }

    static String nameOf(Die die) {
        String name = die.name();
        return name == null ? "??" : name;
    }

    /** The name that the linker sees, where it differs. */
    public @Nullable String linkageName() {
        return die.inheritedString(At.LINKAGE_NAME);
    }

    /** Its code; more than one range if the compiler split it. */
    public List<AddressRange> ranges() {
        return ranges;
    }

    /** Address of its first instruction. */
    public long entryPc() {
        FormValue low = die.value(At.LOW_PC);
        return low != null && !die.has(At.RANGES)
                ? die.unit().address(die, low)
                : ranges.getFirst().low();
    }

    public boolean contains(long pc) {
        return ranges.stream().anyMatch(range -> range.contains(pc));
    }

    /** Where it is declared. */
    public SourceLine declaration() {
        return declarationOf(die);
    }

    static SourceLine declarationOf(Die die) {
        Die holder = die.holder(At.DECL_LINE);
        if (holder == null) {
            return SourceLine.UNKNOWN;
        }
        Die file = die.holder(At.DECL_FILE);
        return new SourceLine(
                file == null ? null : file.unit().lines().file(file.constant(At.DECL_FILE, 0)),
                (int) holder.constant(At.DECL_LINE, 0),
                0);
    }

    /** Whether other files can call it by name. */
    public boolean isExternal() {
        return die.flag(At.EXTERNAL);
    }

    /** What it returns. */
    public Type returnType() {
        return die.unit().units().types().typeOf(die);
    }

    /** Its declared parameters in order, wherever they are kept. */
    public List<Variable> parameters() {
        List<Variable> parameters = new ArrayList<>();
        for (Die child : die.children()) {
            if (child.tag() == Tag.FORMAL_PARAMETER) {
                parameters.add(new Variable(child));
            }
        }
        return parameters;
    }

    /**
     * Whether what it knows can be read from its first instruction on, so that nobody has to wait for a prologue. GCC
     * says where values are at each instruction of optimized code; without optimization, parameters are first stored
     * in the frame, below its canonical address. Clang does not promise it.
     */
    boolean hasValuesAtEntry() {
        String producer = die.unit().root().string(At.PRODUCER);
        if (producer == null || !producer.startsWith("GNU ")) {
            return false;
        }
        boolean isKnown = false;
        for (Die child : die.children()) {
            boolean isStored = isStoredInFrame(child);
            if (isStored && child.tag() == Tag.FORMAL_PARAMETER) {
                return false;
            }
            isKnown |= !isStored && child.holder(At.LOCATION) != null;
        }
        return isKnown;
    }

    private static boolean isStoredInFrame(Die variable) {
        Die holder = variable.holder(At.LOCATION);
        FormValue location = holder == null ? null : holder.value(At.LOCATION);
        if (holder == null || location == null || !location.isBlock() || location.size() == 0) {
            return false;
        }
        DataCursor expression = holder.data().cursor(location.raw(), location.size());
        return expression.u8() == Op.FBREG && expression.sleb() < 0;
    }

    @Override
    public String toString() {
        return name() + " at 0x%x".formatted(entryPc());
    }
}
