package org.realmscope.scenario.model;

import java.util.List;

/** What the VMM does, and when. Its actions are done one after another by the thread on PE 0. */
public record VmmRule(Position position, Trigger trigger, List<VmmAction> actions) {
    public VmmRule {
        actions = List.copyOf(actions);
    }

    /** When a rule applies. Each applies once, but {@link HostCall} every time. */
    public sealed interface Trigger {
        /** Before the first realm is created. */
        record Boot() implements Trigger {}

        /** All realms are active, no vCPU has run. */
        record Start() implements Trigger {}

        /** Every vCPU has ended; the realms still exist. */
        record End() implements Trigger {}

        /** @param instructions count since {@link Start} */
        record Time(long instructions) implements Trigger {}

        /**
         * The n-th stage 2 fault of the realms, at the moment when the PE takes it.
         *
         * @param number from 1
         */
        record Fault(long number) implements Trigger {}

        /** RSI_HOST_CALL with an immediate; the vCPU goes on when the actions are done. */
        record HostCall(int immediate) implements Trigger {}
    }
}
