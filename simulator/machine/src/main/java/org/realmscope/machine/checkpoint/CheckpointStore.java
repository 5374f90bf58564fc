package org.realmscope.machine.checkpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.realmscope.machine.time.Moment;
import org.realmscope.platform.memory.FrameGenerations;

/**
 * The checkpoints of one machine in order of their moments. When they cost more memory than the policy allows, they
 * thin out with their distance from the newest; when gaps would grow beyond half of that, the oldest is given up. So
 * ten checkpoints reach a thousand times as far back as the newest gap.
 */
public final class CheckpointStore {
    private static final int GAP_PER_DISTANCE = 2;

    private final CheckpointPolicy policy;
    private final FrameGenerations generations;
    private final List<Checkpoint> checkpoints = new ArrayList<>();

    public CheckpointStore(CheckpointPolicy policy, FrameGenerations generations) {
        this.policy = policy;
        this.generations = generations;
    }

    /** Instruction count at which the next checkpoint is due. */
    public long nextDue() {
        if (checkpoints.isEmpty()) {
            return 0;
        }
        long last = checkpoints.getLast().moment().instructions();
        return policy.interval() > Long.MAX_VALUE - last ? Long.MAX_VALUE : last + policy.interval();
    }

    /** The first moment that can be reached; reset if there is no checkpoint yet. */
    public Moment earliest() {
        return checkpoints.isEmpty() ? Moment.START : checkpoints.getFirst().moment();
    }

    /** Number of checkpoints. */
    public int size() {
        return checkpoints.size();
    }

    /**
     * Keeps a checkpoint that is newer than all others, and gives up others if the memory cap asks for it.
     *
     * @return whether the earliest reachable moment moved
     */
    public boolean add(Checkpoint checkpoint) {
        checkpoints.add(checkpoint);
        Moment earliest = earliest();
        while (checkpoints.size() > 1 && retainedBytes() > policy.memoryCap()) {
            checkpoints.remove(leastUseful());
        }
        return !earliest.equals(earliest());
    }

    /** The newest checkpoint that is not after {@code moment}, or null. */
    public @Nullable Checkpoint atOrBefore(Moment moment) {
        for (int i = checkpoints.size() - 1; i >= 0; i--) {
            if (!moment.isBefore(checkpoints.get(i).moment())) {
                return checkpoints.get(i);
            }
        }
        return null;
    }

    /** Forgets every checkpoint after {@code moment}. */
    public void discardAfter(Moment moment) {
        checkpoints.removeIf(checkpoint -> moment.isBefore(checkpoint.moment()));
    }

    /** Bytes that only the checkpoints keep alive. */
    public long retainedBytes() {
        TreeSet<Long> kept = new TreeSet<>();
        long words = 0;
        for (Checkpoint checkpoint : checkpoints) {
            kept.add(checkpoint.memory().generation());
            words += checkpoint.state().size();
        }
        return generations.retainedBytes(kept) + words * Long.BYTES;
    }

    /**
     * Position of the checkpoint whose absence lengthens a replay least in relation to its distance; else the oldest.
     */
    private int leastUseful() {
        long newest = checkpoints.getLast().moment().instructions();
        int best = 0;
        double bestRatio = 1.0 / GAP_PER_DISTANCE;
        for (int i = 1; i < checkpoints.size() - 1; i++) {
            long from = checkpoints.get(i - 1).moment().instructions();
            long to = checkpoints.get(i + 1).moment().instructions();
            double ratio = (double) (to - from) / Math.max(newest - from, 1);
            if (ratio <= bestRatio) {
                bestRatio = ratio;
                best = i;
            }
        }
        return best;
    }
}
