package org.realmscope.ui.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.realmscope.protocol.FaultInfo;
import org.realmscope.ui.map.AddressRange;

/**
 * A row of the history: a fault, or faults in a row that are alike.
 *
 * @param faults in the order shown
 */
public record FaultRow(List<FaultInfo> faults) {
    public FaultRow {
        faults = List.copyOf(faults);
    }

    /** A row for one fault. */
    public static FaultRow of(FaultInfo fault) {
        return new FaultRow(List.of(fault));
    }

    /** Rows for faults, in which those in a row that are alike share one. */
    public static List<FaultRow> collapse(List<FaultInfo> faults) {
        List<FaultRow> rows = new ArrayList<>();
        int from = 0;
        for (int index = 1; index <= faults.size(); index++) {
            if (index == faults.size() || !alike(faults.get(from), faults.get(index))) {
                rows.add(new FaultRow(faults.subList(from, index)));
                from = index;
            }
        }
        return rows;
    }

    private static boolean alike(FaultInfo one, FaultInfo other) {
        return one.realm() == other.realm() && one.vcpu() == other.vcpu() && one.level() == other.level()
                && one.pc().equals(other.pc()) && one.ipa().equals(other.ipa()) && one.access().equals(other.access())
                && one.resolution().equals(other.resolution()) && Objects.equals(one.decision(), other.decision());
    }

    /** The fault, or the first of them. */
    public FaultInfo fault() {
        return faults.get(0);
    }

    /** Whether there are several. */
    public boolean isLoop() {
        return faults.size() > 1;
    }

    /** Its number, or the numbers of the first and the last. */
    public String numberText() {
        long last = faults.get(faults.size() - 1).number();
        return isLoop()
                ? fault().number() + " \u2026 " + last + " (" + faults.size() + "\u00D7)"
                : String.valueOf(last);
    }

    /** The page that was accessed. */
    public AddressRange page() {
        return AddressRange.page(AddressRange.parse(fault().ipa()));
    }
}
