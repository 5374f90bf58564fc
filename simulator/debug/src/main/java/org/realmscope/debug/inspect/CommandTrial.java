package org.realmscope.debug.inspect;

import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiRecExitReason;
import org.realmscope.machine.Machine;
import org.realmscope.machine.time.Moment;
import org.realmscope.platform.pe.Pe;
import org.realmscope.rmm.BuiltInRmm;
import org.realmscope.rmm.RmmObserver;
import org.realmscope.rmm.command.CommandOutcome;
import org.realmscope.rmm.run.AbortDecision;

/**
 * What came of a command of the built-in RMM that was let happen on a fork.
 *
 * @param result X0 on return
 * @param resultText the same as people write it
 * @param failed whether a condition made it fail
 * @param otherProfile what another profile of the RMM answers; null if the same
 */
public record CommandTrial(
        long result,
        String resultText,
        boolean failed,
        @Nullable String otherProfile) {
    /** Hears the outcome of the next command. */
    private static final class Listener implements RmmObserver {
        private @Nullable CommandOutcome first;

        @Override
        public void commandCompleted(Pe pe, CommandOutcome outcome) {
            first = first == null ? outcome : first;
        }

        @Override
        public void abortDecided(long rec, AbortDecision decision, boolean isFetch, long esr, long hpfar) {}

        @Override
        public void recEntered(Pe pe, long rec) {}

        @Override
        public void recExited(Pe pe, long rec, RmiRecExitReason reason, long run) {}
    }

    /**
     * Lets the command happen that is about to where a fork stands; the fork goes on by an instruction.
     *
     * @return null if the RMM is an image, or no command was about to happen
     */
    public static @Nullable CommandTrial run(Machine fork) {
        if (!(fork.platform().realmWorld() instanceof BuiltInRmm rmm)) {
            return null;
        }
        Listener listener = new Listener();
        rmm.setObserver(listener);
        fork.run(new Moment(fork.now().instructions() + 1, 0));
        rmm.setObserver(null);
        CommandOutcome outcome = listener.first;
        return outcome == null
                ? null
                : new CommandTrial(
                        outcome.result(), outcome.resultText(), outcome.failed() != null, outcome.otherProfile());
    }
}
