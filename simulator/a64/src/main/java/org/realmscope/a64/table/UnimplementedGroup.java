package org.realmscope.a64.table;

import java.util.Locale;
import java.util.function.IntPredicate;
import org.realmscope.a64.exec.vector.UnimplementedVectorOp;

/**
 * An encoding group of SIMD and floating-point instructions of which none, or only some, are executed. Its rows have a
 * mnemonic and no operands.
 *
 * @param diagram the group's encoding diagram; in the SIMD groups, field {@code U} distinguishes signed from unsigned
 */
record UnimplementedGroup(TableBuilder table, Feature feature, String diagram) {
    /** Stands for an unallocated encoding. */
    private static final String NONE = "-";

    /** Adds one row, narrowed by constraints. */
    TableBuilder.Row one(String constraints, String mnemonic) {
        String separator = diagram.contains(";") ? ", " : "; ";
        return table.unimplemented(
                feature,
                mnemonic.toUpperCase(Locale.ROOT),
                constraints.isEmpty() ? diagram : diagram + separator + constraints,
                mnemonic,
                UnimplementedVectorOp::translate);
    }

    /**
     * Adds the rows with U = 0 and U = 1.
     *
     * @param signed   mnemonic for U = 0, {@code -} if unallocated
     * @param unsigned mnemonic for U = 1, {@code -} if unallocated
     */
    UnimplementedGroup both(String constraints, String signed, String unsigned, IntPredicate allocated) {
        if (!signed.equals(NONE)) {
            one("U==0, " + constraints, signed).when(allocated);
        }
        if (!unsigned.equals(NONE)) {
            one("U==1, " + constraints, unsigned).when(allocated);
        }
        return this;
    }

    /** As the other, for constraints that say everything. */
    UnimplementedGroup both(String constraints, String signed, String unsigned) {
        return both(constraints, signed, unsigned, word -> true);
    }
}
