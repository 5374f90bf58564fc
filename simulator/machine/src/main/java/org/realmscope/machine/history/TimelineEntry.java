package org.realmscope.machine.history;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiCommand;
import org.realmscope.machine.time.Moment;
import org.realmscope.platform.SecurityState;

/** Something that happened in a run, as it is kept for long. */
public sealed interface TimelineEntry {
    /** In place of a number of a realm or vCPU that is not known. */
    int UNKNOWN = -1;

    /** Number of the entry in its run, from 1. */
    long number();

    /** The moment right after it happened. Several RIPAS changes share the moment of the command that made them. */
    Moment moment();

    /** PE on which it happened. */
    int pe();

    /** What kind of entry it is. */
    EntryKind kind();

    /**
     * A stage 2 fault of a realm.
     *
     * @param realm number of the realm by its creation, from 0, or {@link #UNKNOWN}
     * @param vcpu number of the REC in its realm by its creation, from 0, or {@link #UNKNOWN}
     * @param fault its number in {@link FaultHistory}, which has the rest for as long as it keeps it
     * @param ipa as {@link FaultRecord#ipa}
     */
    record Fault(long number, Moment moment, int pe, int realm, int vcpu, long fault, long ipa)
            implements TimelineEntry {
        @Override
        public EntryKind kind() {
            return EntryKind.FAULT;
        }
    }

    /**
     * EL3 is about to forward an RMI call.
     *
     * @param realm that the call names by its RD or a REC, as {@link Fault#realm}
     * @param functionId X0 without hint bits
     * @param arguments X1 up, as many as the command has; X1 to X6 of a function that RMI 1.0 does not have
     */
    record RmiCall(long number, Moment moment, int pe, int realm, long functionId, List<Long> arguments)
            implements TimelineEntry {
        @Override
        public EntryKind kind() {
            return EntryKind.RMI_CALL;
        }

        /** The command, null if RMI 1.0 has no such. */
        public @Nullable RmiCommand command() {
            return RmiCommand.of(functionId);
        }
    }

    /**
     * A forwarded call is complete.
     *
     * @param realm that the call named, as {@link Fault#realm}
     * @param functionId X0 of the call without hint bits
     * @param status X0 on return
     * @param outputs X1 up of a call that succeeded, as many as the command has
     */
    record RmiReturn(long number, Moment moment, int pe, int realm, long functionId, long status, List<Long> outputs)
            implements TimelineEntry {
        @Override
        public EntryKind kind() {
            return EntryKind.RMI_RETURN;
        }

        /** The command, null if RMI 1.0 has no such. */
        public @Nullable RmiCommand command() {
            return RmiCommand.of(functionId);
        }
    }

    /**
     * A realm called RSI or PSCI, or anything else by SMC.
     *
     * @param realm as {@link Fault#realm}
     * @param vcpu as {@link Fault#vcpu}
     * @param functionId X0 without hint bits
     * @param arguments X1 up, as many as the function has
     */
    record RealmCall(long number, Moment moment, int pe, int realm, int vcpu, long functionId, List<Long> arguments)
            implements TimelineEntry {
        @Override
        public EntryKind kind() {
            return EntryKind.REALM_CALL;
        }
    }

    /**
     * The built-in RMM has answered a call of a realm, which goes on. A call that makes the realm leave has none: it is
     * answered by a later RMI_REC_ENTER.
     *
     * @param realm as {@link Fault#realm}
     * @param vcpu as {@link Fault#vcpu}
     * @param functionId X0 of the call without hint bits
     * @param results X0 up, as many as the function has
     */
    record RealmReturn(long number, Moment moment, int pe, int realm, int vcpu, long functionId, List<Long> results)
            implements TimelineEntry {
        @Override
        public EntryKind kind() {
            return EntryKind.REALM_RETURN;
        }
    }

    /** EL3 switched the PE from one Security state to another. */
    record WorldSwitch(long number, Moment moment, int pe, SecurityState from, SecurityState to)
            implements TimelineEntry {
        @Override
        public EntryKind kind() {
            return EntryKind.WORLD_SWITCH;
        }
    }

    /**
     * An RMI command of the built-in RMM changed the RIPAS of IPAs. The entry before it is the command's return.
     *
     * @param realm as {@link Fault#realm}
     * @param base first IPA
     * @param top end of the IPAs
     * @param from EMPTY, RAM or DESTROYED
     * @param to EMPTY, RAM or DESTROYED
     */
    record RipasChange(long number, Moment moment, int pe, int realm, long base, long top, String from, String to)
            implements TimelineEntry {
        @Override
        public EntryKind kind() {
            return EntryKind.RIPAS_CHANGE;
        }
    }
}
