package org.realmscope.scenario.run;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.machine.vmm.VmmBoard;
import org.realmscope.machine.vmm.VmmCommand;
import org.realmscope.platform.state.StateSink;
import org.realmscope.platform.state.StateSource;
import org.realmscope.platform.state.Stateful;
import org.realmscope.scenario.model.VmmAction;

/** The VMM's thread on PE 0: gives the commands of scripts to the host, one after another, and takes the replies. */
final class HostThread implements Stateful {
    /** Result of what cannot be asked of the host: -EFAULT. */
    static final long IMPOSSIBLE = -14;

    private static final int NONE = -1;
    private static final int PE = 0;
    private static final int ARGUMENTS = 14;

    private final ScenarioScripts scripts;
    private final Listener listener;
    private final ScriptQueue queue = new ScriptQueue();
    private final long[] variables;
    private final long[] arguments = new long[ARGUMENTS];
    private int script = NONE;
    private int step;
    private int vcpu = ScriptQueue.NOBODY;
    private boolean isBusy;
    private long request;

    /** Hears how scripts proceed. */
    interface Listener {
        /**
         * A step is done.
         *
         * @param vcpu that waits for the script, or {@link ScriptQueue#NOBODY}
         * @param result 0 or more, or minus a Linux error number
         */
        void stepDone(ScriptStep step, int vcpu, long result);

        /** Whether a step has to wait because a vCPU that it needs outside KVM_RUN is inside. */
        boolean mustWait(ScriptStep step);

        /**
         * A script is done, or has failed.
         *
         * @param number of the script
         * @param vcpu that waits for it, or {@link ScriptQueue#NOBODY}
         */
        void scriptDone(int number, int vcpu);
    }

    HostThread(ScenarioScripts scripts, Listener listener) {
        this.scripts = scripts;
        this.listener = listener;
        this.variables = new long[scripts.variables()];
        Arrays.fill(variables, ScenarioScripts.UNKNOWN);
    }

    /** A variable, {@link ScenarioScripts#UNKNOWN} if nothing has been stored in it. */
    long variable(int index) {
        return variables[index];
    }

    void set(int index, long value) {
        variables[index] = value;
    }

    /** Whether a command is with the host. */
    boolean isBusy() {
        return isBusy;
    }

    /** Whether there is a step that can be performed now. */
    boolean hasStep() {
        return script != NONE && !isBusy && !listener.mustWait(current());
    }

    /** Whether the current step waits for a vCPU. */
    boolean isWaiting() {
        return script != NONE && !isBusy && listener.mustWait(current());
    }

    /** Whether there is nothing to do and nothing is waited for. */
    boolean isIdle() {
        return script == NONE;
    }

    void add(int scriptNumber, int waitingVcpu) {
        queue.add(scriptNumber, waitingVcpu);
        if (script == NONE) {
            next();
        }
    }

    /** Forgets everything that was to be done. */
    void clear() {
        while (!queue.isEmpty()) {
            queue.remove();
        }
        script = NONE;
        isBusy = false;
    }

    /** The action of a rule whose command is with the host, null if there is none. */
    @Nullable
    VmmAction currentAction() {
        boolean isAction = isBusy && script != NONE && current().action() != ScriptStep.NO_ACTION;
        return isAction ? scripts.actions().get(current().action()).action() : null;
    }

    /** What is being done, for people. */
    String describe() {
        return script == NONE
                ? "nothing"
                : current().position() + ": " + current().text();
    }

    private ScriptStep current() {
        return steps().get(step);
    }

    private List<ScriptStep> steps() {
        return scripts.scripts().get(script).steps();
    }

    /** Starts the next script that has steps. */
    private void next() {
        script = NONE;
        while (script == NONE && !queue.isEmpty()) {
            int candidate = queue.script();
            vcpu = queue.vcpu();
            queue.remove();
            if (scripts.scripts().get(candidate).steps().isEmpty()) {
                listener.scriptDone(candidate, vcpu);
            } else {
                script = candidate;
                step = 0;
            }
        }
    }

    /** Performs the current step, which is one event of the run. */
    void perform(VmmBoard board) {
        ScriptStep now = current();
        switch (now) {
            case ScriptStep.Command command -> perform(board, command);
            case ScriptStep.OnSlot part -> perform(board, part);
            case ScriptStep.Write write -> {
                long pa = evaluate(write.pa());
                byte[] bytes = write.bytes().toArray();
                if (pa == ScenarioScripts.UNKNOWN || !board.isNonSecure(pa, bytes.length)) {
                    refuse(board, now);
                } else {
                    board.write(pa, bytes, 0, bytes.length);
                    done(now, 0);
                }
            }
            case ScriptStep.Poke poke -> {
                long pa = evaluate(poke.pa());
                long value = evaluate(poke.value());
                if (pa == ScenarioScripts.UNKNOWN
                        || value == ScenarioScripts.UNKNOWN
                        || !board.isNonSecure(pa, Long.BYTES)) {
                    refuse(board, now);
                } else {
                    board.write(pa, littleEndian(value), 0, Long.BYTES);
                    done(now, 0);
                }
            }
            case ScriptStep.Reply reply -> {
                board.note(reply.text());
                done(now, 0);
            }
        }
    }

    /** Gives the current step up. */
    void refuse(VmmBoard board) {
        refuse(board, current());
    }

    private void refuse(VmmBoard board, ScriptStep refused) {
        board.note(refused.text() + ": not possible");
        done(refused, IMPOSSIBLE);
    }

    private void perform(VmmBoard board, ScriptStep.Command command) {
        int count = Math.min(command.operands().size(), ARGUMENTS);
        for (int i = 0; i < count; i++) {
            arguments[i] = evaluate(command.operands().get(i));
            if (arguments[i] == ScenarioScripts.UNKNOWN) {
                refuse(board, command);
                return;
            }
        }
        give(board, command.command(), count);
    }

    private void perform(VmmBoard board, ScriptStep.OnSlot part) {
        ScenarioScripts.SlotVariables slot = part.slot();
        long base = variables[slot.base()];
        long from = Math.max(base, part.range().base());
        long end = Math.min(base + slot.size(), part.range().end());
        if (base == ScenarioScripts.UNKNOWN || from >= end) {
            board.note(part.text() + ": nothing in this slot");
            // No result of its own: another slot has the memory.
            advance();
            return;
        }
        arguments[0] = (part.inFile() ? slot.memory() : slot.hva()) + from - base;
        arguments[1] = end - from;
        int count = 2;
        for (Operand operand : part.further()) {
            arguments[count++] = evaluate(operand);
        }
        give(board, part.command(), count);
    }

    private void give(VmmBoard board, VmmCommand command, int count) {
        isBusy = true;
        request++;
        board.command(PE, request, command.number(), arguments, count);
    }

    private long evaluate(Operand operand) {
        return switch (operand) {
            case Operand.Value(long value) -> value;
            case Operand.Variable(int index, long offset) ->
                variables[index] == ScenarioScripts.UNKNOWN ? ScenarioScripts.UNKNOWN : variables[index] + offset;
            case Operand.Hva(int realm, long ipa) -> hva(realm, ipa);
        };
    }

    private long hva(int realm, long ipa) {
        for (ScenarioScripts.SlotVariables slot : scripts.realms().get(realm).slots()) {
            long base = variables[slot.base()];
            if (base != ScenarioScripts.UNKNOWN && ipa >= base && ipa - base < slot.size()) {
                return slot.hva() + ipa - base;
            }
        }
        return ScenarioScripts.UNKNOWN;
    }

    /**
     * The host has replied.
     *
     * @param number of the command that is done
     * @return whether it was ours
     */
    boolean replied(VmmBoard board, long number) {
        if (!isBusy || number != request) {
            return false;
        }
        isBusy = false;
        long result = board.mailbox(PE, VmmBoard.RESULT);
        ScriptStep step = current();
        if (step instanceof ScriptStep.Command command) {
            store(board, command.results(), result);
        }
        done(step, result);
        return true;
    }

    private void store(VmmBoard board, ScriptStep.Results results, long result) {
        if (result < 0) {
            return;
        }
        if (results.result() != ScriptStep.Results.NOWHERE) {
            variables[results.result()] = result;
        }
        for (int i = 0; i < results.values(); i++) {
            variables[results.firstValue() + i] = board.mailbox(PE, VmmBoard.VALUES + i * Long.BYTES);
        }
        if (results.assigned() != ScriptStep.Results.NOWHERE) {
            variables[results.assigned()] = results.assignedValue();
        }
    }

    private void done(ScriptStep finished, long result) {
        int realm = scripts.scripts().get(script).realm();
        listener.stepDone(finished, vcpu, result);
        if (script == NONE) {
            return;
        }
        if (realm != Script.NO_REALM && result < 0) {
            variables[scripts.realms().get(realm).error()] = result;
            variables[scripts.realms().get(realm).step()] = step;
            listener.scriptDone(script, vcpu);
            next();
        } else {
            advance();
        }
    }

    private void advance() {
        step++;
        if (step == steps().size()) {
            listener.scriptDone(script, vcpu);
            next();
        }
    }

    private static byte[] littleEndian(long value) {
        byte[] bytes = new byte[Long.BYTES];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (value >>> 8 * i);
        }
        return bytes;
    }

    @Override
    public void save(StateSink sink) {
        queue.save(sink);
        sink.put(variables, 0, variables.length);
        sink.put(script);
        sink.put(step);
        sink.put(vcpu);
        sink.put(isBusy);
        sink.put(request);
    }

    @Override
    public void load(StateSource source) {
        queue.load(source);
        source.next(variables, 0, variables.length);
        script = (int) source.next();
        step = (int) source.next();
        vcpu = (int) source.next();
        isBusy = source.nextFlag();
        request = source.next();
    }
}
