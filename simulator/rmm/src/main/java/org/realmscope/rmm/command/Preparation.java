package org.realmscope.rmm.command;

import java.util.List;
import java.util.function.Consumer;

/**
 * Fills the scratch of a call with what later conditions and the commit use, for example the result of an RTT walk.
 *
 * @param label name of what is made available
 * @param action reads the machine's state and writes scratch only
 */
public record Preparation(String label, Consumer<Call> action, List<String> needs) implements Step {
    @Override
    public boolean triggers(Call call) {
        action.accept(call);
        return false;
    }
}
