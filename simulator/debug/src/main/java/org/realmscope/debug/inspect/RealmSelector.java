package org.realmscope.debug.inspect;

import java.util.Comparator;
import java.util.List;

/** Names a realm that may not exist yet. Equal selectors name the same realm. */
public interface RealmSelector {
    /** {@link #find}: there is no such realm now. */
    long NONE = 0;

    /**
     * Physical address of the realm's RD, or {@link #NONE}.
     *
     * @param realms those that exist
     */
    long find(List<RealmSummary> realms);

    /** As it is written in addresses, for example {@code realm0}. */
    String label();

    /** The realm with an RD. */
    record Rd(long rd) implements RealmSelector {
        @Override
        public long find(List<RealmSummary> realms) {
            return realms.stream().anyMatch(realm -> realm.rd() == rd) ? rd : NONE;
        }

        @Override
        public String label() {
            return "rd 0x" + Long.toHexString(rd);
        }
    }

    /** The realm at a position in the order of VMIDs, from 0, which is that of creation until one is destroyed. */
    record Numbered(int number) implements RealmSelector {
        @Override
        public long find(List<RealmSummary> realms) {
            return realms.stream()
                    .sorted(Comparator.comparingInt(RealmSummary::vmid))
                    .skip(number)
                    .mapToLong(RealmSummary::rd)
                    .findFirst()
                    .orElse(NONE);
        }

        @Override
        public String label() {
            return "realm" + number;
        }
    }
}
