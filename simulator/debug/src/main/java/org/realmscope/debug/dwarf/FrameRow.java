package org.realmscope.debug.dwarf;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The row of a call frame table for an address (DWARF 5, section 6.4.1).
 *
 * @param cfaRegister register that the canonical frame address is computed from; -1 if an expression computes it
 * @param cfaOffset added to that register
 * @param cfaExpression null if a register is used
 * @param rules by register; one without a rule keeps its value
 * @param returnAddressRegister which holds the return address in the caller's row
 * @param isReturnAddressSigned whether the return address carries a pointer authentication code
 * @param isSignalFrame whether the function was entered by an exception, so that its caller's pc is no return address
 */
record FrameRow(
        int cfaRegister,
        long cfaOffset,
        RegisterRule.@Nullable Computed cfaExpression,
        Map<Integer, RegisterRule> rules,
        int returnAddressRegister,
        boolean isReturnAddressSigned,
        boolean isSignalFrame) {}
