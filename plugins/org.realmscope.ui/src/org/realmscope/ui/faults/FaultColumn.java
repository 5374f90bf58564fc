package org.realmscope.ui.faults;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;

import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.protocol.FaultInfo;
import org.realmscope.ui.grid.GridColumn;
import org.realmscope.ui.map.AddressRange;

/** The columns of the history. */
enum FaultColumn {
    NUMBER(GridColumn.numbers("number", "Fault", 9, FaultRow::numberText), byNumber(FaultInfo::number)),
    MOMENT(GridColumn.values("moment", "Moment", 12, of(FaultInfo::moment)), byNumber(FaultInfo::number)),
    VCPU(GridColumn.words("vcpu", "vCPU", 13, of(FaultColumn::vcpu)),
            Comparator.comparingInt(FaultInfo::realm).thenComparingInt(FaultInfo::vcpu)),
    IPA(GridColumn.values("ipa", "IPA", 12, of(FaultInfo::ipa)),
            byNumber(fault -> AddressRange.parse(fault.ipa()))),
    HALF(GridColumn.words("half", "Half", 11, of(FaultInfo::half)), byText(FaultInfo::half)),
    ACCESS(GridColumn.words("access", "Access", 8, of(FaultInfo::access)), byText(FaultInfo::access)),
    HOST_ACCESS(GridColumn.words("hostAccess", "Seen by host", 12, of(FaultInfo::hostAccess)),
            byText(FaultInfo::hostAccess)),
    LEVEL(GridColumn.numbers("level", "Level", 5, of(fault -> String.valueOf(fault.level()))),
            Comparator.comparingInt(FaultInfo::level)),
    DECISION(GridColumn.words("decision", "Decision", 28, of(FaultInfo::decision)), byText(FaultInfo::decision)),
    RESOLUTION(GridColumn.words("resolution", "Resolution", 26, of(FaultColumn::resolution)),
            byText(FaultColumn::resolution)),
    RMI(GridColumn.numbers("rmi", "RMI calls", 9, of(fault -> String.valueOf(fault.rmi().size()))),
            Comparator.comparingInt(fault -> fault.rmi().size())),
    COST(GridColumn.numbers("cost", "Host instructions", 16, of(FaultColumn::cost)),
            byNumber(fault -> fault.cost().hostInstructions())),
    NATIVE(GridColumn.<FaultRow>numbers("native", "RMM and EL3 (estimate)", 20,
            of(fault -> String.valueOf(fault.cost().nativeEstimate()))).asOptional(),
            byNumber(fault -> fault.cost().nativeEstimate())),
    TLBI(GridColumn.<FaultRow>numbers("tlbi", "TLB invalidations", 15,
            of(fault -> String.valueOf(fault.cost().tlbInvalidations()))).asOptional(),
            byNumber(fault -> fault.cost().tlbInvalidations())),
    GPT(GridColumn.<FaultRow>numbers("gpt", "GPT changes", 11,
            of(fault -> String.valueOf(fault.cost().gptChanges()))).asOptional(),
            byNumber(fault -> fault.cost().gptChanges())),
    BEFORE(GridColumn.<FaultRow>words("before", "Entry before", 26, of(FaultInfo::before)).asOptional(),
            byText(FaultInfo::before)),
    AFTER(GridColumn.<FaultRow>words("after", "Entry after", 26, of(FaultInfo::after)).asOptional(),
            byText(FaultInfo::after)),
    PC(GridColumn.<FaultRow>values("pc", "PC", 12, of(FaultInfo::pc)).asOptional(),
            byNumber(fault -> AddressRange.parse(fault.pc()))),
    PE(GridColumn.<FaultRow>numbers("pe", "PE", 4, of(fault -> String.valueOf(fault.pe()))).asOptional(),
            Comparator.comparingInt(FaultInfo::pe)),
    ESR(GridColumn.<FaultRow>values("esr", "ESR_EL2", 12, of(FaultInfo::esr)).asOptional(), byText(FaultInfo::esr)),
    HOST_ESR(GridColumn.<FaultRow>values("hostEsr", "ESR of the exit", 14, of(FaultInfo::hostEsr)).asOptional(),
            byText(FaultInfo::hostEsr)),
    HPFAR(GridColumn.<FaultRow>values("hpfar", "HPFAR_EL2", 12, of(FaultInfo::hpfar)).asOptional(),
            byText(FaultInfo::hpfar));

    private final GridColumn<FaultRow> column;
    private final Comparator<FaultInfo> order;

    FaultColumn(GridColumn<FaultRow> column, Comparator<FaultInfo> order) {
        this.column = column.asSortable();
        this.order = order;
    }

    /** All of them, as a grid has them. */
    static List<GridColumn<FaultRow>> all() {
        return List.of(values()).stream().map(it -> it.column).toList();
    }

    /** The column that a grid calls {@code id}. */
    static FaultColumn of(String id) {
        return List.of(values()).stream().filter(it -> it.column.id().equals(id)).findFirst().orElseThrow();
    }

    /** Rows in the order of this column, equal ones in that of the run. */
    Comparator<FaultInfo> order() {
        return order.thenComparingLong(FaultInfo::number);
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

    private static Function<FaultRow, @Nullable String> of(Function<FaultInfo, @Nullable String> text) {
        return row -> text.apply(row.fault());
    }

    private static Comparator<FaultInfo> byNumber(ToLongFunction<FaultInfo> number) {
        return Comparator.comparingLong(number);
    }

    private static Comparator<FaultInfo> byText(Function<FaultInfo, @Nullable String> text) {
        return Comparator.comparing(fault -> Objects.requireNonNullElse(text.apply(fault), ""));
    }
}
