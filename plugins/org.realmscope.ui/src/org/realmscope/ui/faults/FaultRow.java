package org.realmscope.ui.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.realmscope.protocol.FaultInfo;

/**
 * A row of the history: a fault, or faults in a row that are alike.
 *
 * @param fault the fault, or the first of them as they are shown
 * @param last  number of the last of them
 * @param place of the first of them in the list of those that are shown one by one, from 0
 * @param count of the faults
 */
public record FaultRow(FaultInfo fault, long last, long place, int count) {
    /** A row for one fault. */
    public static FaultRow of(FaultInfo fault) {
        return new FaultRow(fault, fault.number(), 0, 1);
    }

    /**
     * Rows for faults, in which those in a row that are alike share one.
     *
     * @param before rows of the faults before them, of which the last may go on
     * @param place  of the first of the faults
     */
    static List<FaultRow> collapse(List<FaultRow> before, List<FaultInfo> faults, long place) {
        List<FaultRow> rows = new ArrayList<>(before);
        long next = place;
        for (FaultInfo fault : faults) {
            FaultRow open = rows.isEmpty() ? null : rows.get(rows.size() - 1);
            if (open != null && alike(open.fault(), fault)) {
                rows.set(rows.size() - 1, new FaultRow(open.fault(), fault.number(), open.place(), open.count() + 1));
            } else {
                rows.add(new FaultRow(fault, fault.number(), next, 1));
            }
            next++;
        }
        return rows;
    }

    private static boolean alike(FaultInfo one, FaultInfo other) {
        return one.realm() == other.realm()
                && one.vcpu() == other.vcpu()
                && one.level() == other.level()
                && one.pc().equals(other.pc())
                && one.ipa().equals(other.ipa())
                && one.access().equals(other.access())
                && one.resolution().equals(other.resolution())
                && Objects.equals(one.decision(), other.decision());
    }

    /** Whether there are several. */
    public boolean isLoop() {
        return count > 1;
    }

    /** Its number, or the numbers of the first and the last. */
    public String numberText() {
        return isLoop() ? fault.number() + " \u2026 " + last + " (" + count + "\u00D7)" : String.valueOf(last);
    }
}
