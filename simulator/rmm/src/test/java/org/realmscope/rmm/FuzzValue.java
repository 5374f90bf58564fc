package org.realmscope.rmm;

/** A value for a register or a field, chosen before there is a machine on which it can mean something. */
sealed interface FuzzValue {
    /** @param known what means something on the machine: addresses of objects, IPAs, sizes */
    long on(long[] known);

    /** One of the values that mean something, or one that is {@code offset} beside it. */
    record Known(int index, long offset) implements FuzzValue {
        @Override
        public long on(long[] known) {
            return known[index % known.length] + offset;
        }
    }

    /** Any value. */
    record Any(long value) implements FuzzValue {
        @Override
        public long on(long[] known) {
            return value;
        }

        @Override
        public String toString() {
            return "Any[0x" + Long.toHexString(value) + "]";
        }
    }
}
