package org.realmscope.scenario.model;

/**
 * A memory slot.
 *
 * @param number 0 to 15, in source order
 * @param range in the protected half
 */
public record SlotSetup(
        Position position, String name, int number, AddressRange range, Backing backing, boolean readOnly) {
    /** Where the host takes the memory from; the order is that of the VMM port. */
    public enum Backing {
        ANON("anon"),
        THP("thp"),
        HUGETLB("hugetlb"),
        GUEST_MEMFD("guest_memfd");

        private final String text;

        Backing(String text) {
            this.text = text;
        }

        /** As it is written. */
        public String text() {
            return text;
        }
    }
}
