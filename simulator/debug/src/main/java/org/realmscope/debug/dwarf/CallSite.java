package org.realmscope.debug.dwarf;

import org.jspecify.annotations.Nullable;
import org.realmscope.debug.elf.DataCursor;

/**
 * What a caller says about the parameters it passed (DWARF 5, section 3.4): the only source for a parameter that its
 * function has given up.
 */
final class CallSite {
    private CallSite() {}

    /**
     * The value that a register had when a function was entered.
     *
     * @param frame of that function
     * @param die an entry within that function
     */
    static long entryValue(FrameContext frame, Die die, int register, int depth) throws UnavailableException {
        Die function = functionAround(die);
        FrameContext caller = frame.caller();
        if (function == null || caller == null) {
            throw new UnavailableException("optimized out; its caller is not known");
        }
        Function calling = die.unit().units().code().functionAt(caller.fileLookupPc());
        Die site = calling == null ? null : find(calling.die(), caller.pc() - caller.bias());
        if (site == null || !calls(site, function)) {
            throw new UnavailableException("optimized out; its caller does not say what it passed");
        }
        for (Die parameter : site.children()) {
            if (isFor(parameter, register)) {
                int attribute = parameter.has(At.CALL_VALUE) ? At.CALL_VALUE : At.GNU_CALL_SITE_VALUE;
                DataCursor value = LocationReader.expression(parameter, attribute, caller.fileLookupPc());
                if (value != null) {
                    return Expression.inCaller(parameter, caller, value, depth);
                }
            }
        }
        throw new UnavailableException("optimized out; its caller does not say what it passed");
    }

    private static @Nullable Die functionAround(Die die) {
        Die block = die;
        while (block != null && block.tag() != Tag.SUBPROGRAM) {
            block = block.parent();
        }
        return block;
    }

    private static @Nullable Die find(Die block, long returnAddress) {
        for (Die child : block.children()) {
            switch (child.tag()) {
                case Tag.CALL_SITE, Tag.GNU_CALL_SITE -> {
                    FormValue pc = child.value(child.has(At.CALL_RETURN_PC) ? At.CALL_RETURN_PC : At.LOW_PC);
                    if (pc != null && pc.isAddress() && child.unit().address(child, pc) == returnAddress) {
                        return child;
                    }
                }
                case Tag.LEXICAL_BLOCK, Tag.INLINED_SUBROUTINE -> {
                    Die found = find(child, returnAddress);
                    if (found != null) {
                        return found;
                    }
                }
                default -> {}
            }
        }
        return null;
    }

    /** A call of another function that ended in a jump to this one says nothing about this one. */
    private static boolean calls(Die site, Die function) {
        Die target = site.reference(site.has(At.CALL_ORIGIN) ? At.CALL_ORIGIN : At.ABSTRACT_ORIGIN);
        if (target == null) {
            return false;
        }
        String name = target.name();
        return target.root() == function.root()
                || name != null && name.equals(function.name()) && target.flag(At.EXTERNAL);
    }

    private static boolean isFor(Die parameter, int register) {
        byte[] location = parameter.block(At.LOCATION);
        return location != null && location.length == 1 && (location[0] & 0xff) == Op.REG0 + register;
    }
}
