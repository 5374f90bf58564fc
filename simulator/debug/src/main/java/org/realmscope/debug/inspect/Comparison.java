package org.realmscope.debug.inspect;

import java.util.ArrayList;
import java.util.List;

/** What differs between two inspections, for example of two moments of the same run. */
public final class Comparison {
    private final Inspection before;
    private final Inspection after;

    public Comparison(Inspection before, Inspection after) {
        this.before = before;
        this.after = after;
    }

    /** IPA ranges of a realm whose leaf entries differ. A realm that does not exist has none. */
    public List<RunDifference<RttState>> rtt(long rd, long base, long end) {
        return Run.differences(
                before.isRealm(rd) ? before.rtt(rd, base, end) : List.of(),
                after.isRealm(rd) ? after.rtt(rd, base, end) : List.of());
    }

    /** IPA ranges of a realm whose RIPAS differs. */
    public List<RunDifference<Ripas>> ripas(long rd, long base, long end) {
        return Run.differences(
                before.isRealm(rd) ? before.ripas(rd, base, end) : List.of(),
                after.isRealm(rd) ? after.ripas(rd, base, end) : List.of());
    }

    /** Physical address ranges whose granules are used differently. */
    public List<RunDifference<GranuleUse>> granules(long base, long end) {
        return Run.differences(before.granules(base, end), after.granules(base, end));
    }

    /** Registers of a PE that differ. */
    public List<RegisterDifference> registers(int pe) {
        List<RegisterDifference> differences = new ArrayList<>();
        List<RegisterGroup> was = before.registers(pe);
        List<RegisterGroup> is = after.registers(pe);
        for (int i = 0; i < was.size(); i++) {
            List<RegisterValue> old = was.get(i).registers();
            List<RegisterValue> now = is.get(i).registers();
            for (int j = 0; j < old.size(); j++) {
                RegisterValue one = old.get(j);
                RegisterValue other = now.get(j);
                if (one.value() != other.value() || one.high() != other.high()) {
                    differences.add(new RegisterDifference(was.get(i).name(), one.name(), one, other));
                }
            }
        }
        return differences;
    }
}
