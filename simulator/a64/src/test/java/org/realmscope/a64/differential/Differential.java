package org.realmscope.a64.differential;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares the PE under test with the reference, and makes what differs small. */
final class Differential {

    /**
     * A sequence after which the two sides differ.
     *
     * @param sequence    what was run
     * @param differences what differs, one line each
     */
    record Mismatch(Sequence sequence, List<String> differences) {

        /** A regression file with the differences as comments. */
        String report() {
            StringBuilder report = new StringBuilder();
            for (String difference : differences) {
                report.append("# ").append(difference).append(System.lineSeparator());
            }
            return report.append(RegressionFile.write(sequence)).toString();
        }
    }

    private final Reference reference;
    private final SequenceRunner subject;

    Differential(Reference reference, SequenceRunner subject) {
        this.reference = reference;
        this.subject = subject;
    }

    /** The sequences on whose outcome the two sides do not agree. */
    List<Mismatch> compare(List<Sequence> sequences) {
        List<Outcome> expected = reference.run(sequences);
        List<Mismatch> mismatches = new ArrayList<>();
        for (int i = 0; i < sequences.size(); i++) {
            Sequence sequence = sequences.get(i);
            MachineState initial = MachineState.initial(sequence.seed());
            Outcome actual = subject.run(sequence.words(), GuestImage.codeAddress(i), initial);
            List<String> differences = differences(expected.get(i), actual);
            if (!differences.isEmpty()) {
                mismatches.add(new Mismatch(sequence, differences));
            }
        }
        return mismatches;
    }

    private static List<String> differences(Outcome expected, Outcome actual) {
        if (expected instanceof Outcome.Completed reference && actual instanceof Outcome.Completed subject) {
            return reference.state().differences(subject.state(), "reference", "ours");
        }
        // A sequence that dies on both sides is the generator's mistake and must not pass for agreement.
        return List.of("reference: " + describe(expected), "ours: " + describe(actual));
    }

    private static String describe(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Completed completed -> "completed";
            case Outcome.Died died -> "died, " + died.reason();
        };
    }

    /** The mismatch with as many units taken out as possible, in groups that get smaller. */
    Mismatch shrink(Mismatch mismatch) {
        Sequence sequence = mismatch.sequence();
        Mismatch smallest = mismatch;
        BitSet removed = new BitSet();
        for (int group = Math.max(1, sequence.unitCount() / 2); group > 0; group /= 2) {
            Removal removal = removeOne(sequence, removed, group);
            while (removal != null) {
                removed = removal.units();
                smallest = removal.mismatch();
                removal = removeOne(sequence, removed, group);
            }
        }
        return smallest;
    }

    private record Removal(BitSet units, Mismatch mismatch) {}

    /** Takes one more group of units out such that the two sides still differ. All groups are tried in one batch. */
    private @Nullable Removal removeOne(Sequence sequence, BitSet removed, int group) {
        List<BitSet> removals = new ArrayList<>();
        List<Sequence> tries = new ArrayList<>();
        for (int unit = 0; unit < sequence.unitCount(); unit += group) {
            int end = Math.min(unit + group, sequence.unitCount());
            if (removed.nextClearBit(unit) < end) {
                BitSet removal = (BitSet) removed.clone();
                removal.set(unit, end);
                removals.add(removal);
                tries.add(sequence.without(removal));
            }
        }
        List<Mismatch> mismatches = compare(tries);
        if (mismatches.isEmpty()) {
            return null;
        }
        Mismatch first = mismatches.getFirst();
        return new Removal(removals.get(tries.indexOf(first.sequence())), first);
    }
}
