package org.realmscope.ui.faults;

import java.util.List;
import java.util.function.Function;
import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.protocol.FaultInfo;
import org.realmscope.ui.grid.GridColumn;

/** The columns of the history. */
enum FaultColumn {
    NUMBER(GridColumn.numbers("number", "Fault", 9, FaultRow::numberText)),
    MOMENT(GridColumn.values("moment", "Moment", 12, of(FaultInfo::moment))),
    VCPU(GridColumn.words("vcpu", "vCPU", 13, of(FaultColumn::vcpu))),
    IPA(GridColumn.values("ipa", "IPA", 12, of(FaultInfo::ipa))),
    HALF(GridColumn.words("half", "Half", 11, of(FaultInfo::half))),
    ACCESS(GridColumn.words("access", "Access", 8, of(byPe(FaultInfo::access)))),
    HOST_ACCESS(GridColumn.words("hostAccess", "Seen by host", 12, of(FaultInfo::hostAccess))),
    LEVEL(GridColumn.numbers("level", "Level", 5, of(fault -> String.valueOf(fault.level())))),
    DECISION(GridColumn.words("decision", "Decision", 28, of(FaultInfo::decision))),
    RESOLUTION(GridColumn.words("resolution", "Resolution", 26, of(FaultColumn::resolution))),
    RMI(GridColumn.numbers(
            "rmi", "RMI calls", 9, of(fault -> String.valueOf(fault.rmi().size())))),
    COST(GridColumn.numbers("hostInstructions", "Host instructions", 16, of(FaultColumn::cost))),
    NATIVE(GridColumn.<FaultRow>numbers(
                    "nativeEstimate",
                    "RMM and EL3 (estimate)",
                    20,
                    of(fault -> String.valueOf(fault.cost().nativeEstimate())))
            .asOptional()),
    TLBI(GridColumn.<FaultRow>numbers(
                    "tlbInvalidations",
                    "TLB invalidations",
                    15,
                    of(fault -> String.valueOf(fault.cost().tlbInvalidations())))
            .asOptional()),
    GPT(GridColumn.<FaultRow>numbers(
                    "gptChanges",
                    "GPT changes",
                    11,
                    of(fault -> String.valueOf(fault.cost().gptChanges())))
            .asOptional()),
    BEFORE(GridColumn.<FaultRow>words("before", "Entry before", 26, of(FaultInfo::before))
            .asOptional()),
    AFTER(GridColumn.<FaultRow>words("after", "Entry after", 26, of(FaultInfo::after))
            .asOptional()),
    PC(GridColumn.<FaultRow>values("pc", "PC", 12, of(FaultInfo::pc)).asOptional()),
    PE(GridColumn.<FaultRow>numbers("pe", "PE", 4, of(fault -> String.valueOf(fault.pe())))
            .asOptional()),
    ESR(GridColumn.<FaultRow>values("esr", "ESR_EL2", 12, of(byPe(FaultInfo::esr)))
            .asOptional()),
    HOST_ESR(GridColumn.<FaultRow>values("hostEsr", "ESR of the exit", 14, of(FaultInfo::hostEsr))
            .asOptional()),
    HPFAR(GridColumn.<FaultRow>values("hpfar", "HPFAR_EL2", 12, of(byPe(FaultInfo::hpfar)))
            .asOptional()),
    SOURCE(GridColumn.<FaultRow>words("source", "Reported by", 12, of(fault -> isByRmm(fault) ? "RMM" : "PE"))
            .asOptional());

    private final GridColumn<FaultRow> column;

    FaultColumn(GridColumn<FaultRow> column) {
        this.column = column.asSortable();
    }

    /** All of them, as a grid has them; the adapter sorts by their identifiers. */
    static List<GridColumn<FaultRow>> all() {
        return List.of(values()).stream().map(it -> it.column).toList();
    }

    /** What a fault has in this column. */
    String text(FaultInfo fault) {
        return column.textOf(FaultRow.of(fault));
    }

    /** The realm and vCPU of a fault. */
    static String vcpu(FaultInfo fault) {
        if (fault.realm() < 0) {
            return "PE " + fault.pe();
        }
        return "realm" + fault.realm() + (fault.vcpu() < 0 ? "" : ".vcpu" + fault.vcpu());
    }

    /** How a fault ended, and by what. */
    static String resolution(FaultInfo fault) {
        String by = fault.resolvedBy();
        return by == null ? fault.resolution() : fault.resolution() + " by " + by;
    }

    private static @Nullable String cost(FaultInfo fault) {
        long instructions = fault.cost().hostInstructions();
        return instructions < 0 ? null : String.valueOf(instructions);
    }

    private static boolean isByRmm(FaultInfo fault) {
        return "rmm".equals(fault.source());
    }

    /** What a PE has seen; nothing of a fault that no PE took. */
    private static Function<FaultInfo, @Nullable String> byPe(Function<FaultInfo, @Nullable String> text) {
        return fault -> isByRmm(fault) ? null : text.apply(fault);
    }

    private static Function<FaultRow, @Nullable String> of(Function<FaultInfo, @Nullable String> text) {
        return row -> text.apply(row.fault());
    }
}
