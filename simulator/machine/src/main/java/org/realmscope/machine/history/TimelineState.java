package org.realmscope.machine.history;

import java.util.Arrays;
import org.realmscope.machine.MachineConfiguration;

/**
 * What the entries of a chunk are told relative to, for whoever writes and for whoever reads them: values by slot, all
 * 0 where a chunk begins.
 */
final class TimelineState {
    static final int FAULT = 0;
    static final int IPA = 1;
    static final int RIPAS_BASE = 2;
    static final int RMI_FUNCTION = 3;
    static final int REALM_FUNCTION = 4;
    /** One per PE: who runs on it. */
    static final int REALM = 5;

    static final int VCPU = REALM + MachineConfiguration.MAX_PES;
    /** One per PE: the realm that its host's last RMI call named, and the function. */
    static final int CALLED_REALM = VCPU + MachineConfiguration.MAX_PES;

    static final int CALLED_FUNCTION = CALLED_REALM + MachineConfiguration.MAX_PES;
    private static final int REALM_REGISTERS = CALLED_FUNCTION + MachineConfiguration.MAX_PES;
    /** X0 to X17, of calls and of results. */
    private static final int REALM_REGISTER_COUNT = 18;

    private static final int RMI_REGISTERS = REALM_REGISTERS + REALM_REGISTER_COUNT;
    private static final int RMI_FUNCTIONS = 64;
    /** X0 to X7 of the calls, and of the results. */
    private static final int RMI_REGISTER_COUNT = 8;

    private static final int COUNT = RMI_REGISTERS + RMI_FUNCTIONS * 2 * RMI_REGISTER_COUNT;

    final long[] values = new long[COUNT];
    long instructions;
    int ordinal;
    int pe;

    void clear() {
        Arrays.fill(values, 0);
        instructions = 0;
        ordinal = 0;
        pe = 0;
    }

    static int realmRegister(int register) {
        return REALM_REGISTERS + register;
    }

    /** @param function as {@link CallWords#function} */
    static int argument(int function, int register) {
        return RMI_REGISTERS + function * 2 * RMI_REGISTER_COUNT + register;
    }

    /** @param function as {@link CallWords#function} */
    static int output(int function, int register) {
        return argument(function, register) + RMI_REGISTER_COUNT;
    }
}
