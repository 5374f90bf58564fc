package org.realmscope.debug.ui.disassembly;

import java.math.BigInteger;
import org.eclipse.jdt.annotation.Nullable;

/** A row of the listing. */
sealed interface Row {
    /** Base of addresses. */
    int HEXADECIMAL = 16;

    /** The line of source that it is, or is of; null if that is not known. */
    @Nullable
    Place place();

    /**
     * A line of a source.
     *
     * @param path as breakpoints have it
     * @param line from 1
     */
    record Place(String path, int line) {}

    /**
     * A line of source, above its instructions.
     *
     * @param text empty if the source cannot be read
     */
    record SourceText(Place place, String file, String text) implements Row {}

    /**
     * An instruction.
     *
     * @param address as {@code 0x...}
     * @param bytes empty if they cannot be read
     * @param symbol with an offset; empty if there is none
     */
    record Instruction(
            String address,
            String bytes,
            String text,
            String symbol,
            @Nullable Place place) implements Row {
        boolean isReadable() {
            return !bytes.isEmpty();
        }

        /** The address as a number. */
        BigInteger number() {
            return new BigInteger(address.substring("0x".length()), HEXADECIMAL);
        }
    }
}
