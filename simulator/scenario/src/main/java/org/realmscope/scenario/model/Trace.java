package org.realmscope.scenario.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Recorded traffic between a host and an RMM.
 *
 * @param lines that something happens at, in order
 */
public record Trace(String file, Platform platform, List<Line> lines) {
    /**
     * Where it was recorded.
     *
     * @param dramBase physical address
     * @param dramSize bytes
     * @param features RMI_FEATURES index 0
     * @param paWidth bits of a physical address
     */
    public record Platform(long dramBase, long dramSize, long features, int paWidth, boolean vmid16, int recAuxCount) {}

    public Trace {
        lines = List.copyOf(lines);
    }

    /** What a line says. */
    public sealed interface Line {
        /** From 1. */
        int line();
    }

    /**
     * The host calls the RMM; if a realm is entered, it runs its own code, or what the line says.
     *
     * @param x X0 and up
     * @param results X0 and up on return
     * @param exitReason of the REC exit, null if the line does not say
     * @param isModelled whether the realm has no code
     * @param guest what the realm does then
     */
    public record Call(
            int line,
            List<Long> x,
            List<Long> results,
            @Nullable Integer exitReason,
            boolean isModelled,
            List<GuestAction> guest)
            implements Line {
        public Call {
            x = List.copyOf(x);
            results = List.copyOf(results);
            guest = List.copyOf(guest);
        }
    }

    /** The host writes. */
    public record Poke(int line, long pa, Bytes bytes) implements Line {}

    /** The host fills memory with a byte. */
    public record Fill(int line, long pa, long length, int value) implements Line {}

    /** The host reads, and sees this. */
    public record Peek(int line, long pa, Bytes bytes) implements Line {}

    /** Nothing that the host does: a note, a dump, a write that has no effect. */
    public record Remark(int line) implements Line {}
}
