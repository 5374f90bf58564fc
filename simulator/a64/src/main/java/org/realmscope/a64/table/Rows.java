package org.realmscope.a64.table;

import java.util.List;

/** The table's content, one class per encoding group. */
final class Rows {

    private Rows() {}

    static List<Instruction> all() {
        TableBuilder table = new TableBuilder();
        DataProcessingImmediateRows.addTo(table);
        DataProcessingRegisterRows.addTo(table);
        BranchRows.addTo(table);
        HintRows.addTo(table);
        SystemRows.addTo(table);
        LoadStoreRows.addTo(table);
        OrderedAccessRows.addTo(table);
        VectorLoadStoreRows.addTo(table);
        VectorMoveRows.addTo(table);
        FloatingPointRows.addTo(table);
        VectorArithmeticRows.addTo(table);
        VectorScalarArithmeticRows.addTo(table);
        return table.build();
    }
}
