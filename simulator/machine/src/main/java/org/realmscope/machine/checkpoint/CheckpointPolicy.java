package org.realmscope.machine.checkpoint;

import org.realmscope.platform.UserError;

/**
 * How often a machine takes checkpoints, and how much memory they may cost.
 *
 * @param interval instructions between checkpoints
 * @param memoryCap bytes that checkpoints may keep alive beyond the machine's present state
 */
public record CheckpointPolicy(long interval, long memoryCap) {
    /** For interactive use. */
    public static final CheckpointPolicy DEFAULT = new CheckpointPolicy(1_000_000, 512L << 20);
    /** Only the state at reset is kept. */
    public static final CheckpointPolicy NEVER = new CheckpointPolicy(Long.MAX_VALUE, Long.MAX_VALUE);

    /**
     * @throws UserError if a number is not positive
     */
    public CheckpointPolicy {
        if (interval <= 0 || memoryCap <= 0) {
            throw new UserError(
                    UserError.Code.PARAMETER_INVALID,
                    "checkpoint interval %d and memory cap %d must be positive".formatted(interval, memoryCap));
        }
    }
}
