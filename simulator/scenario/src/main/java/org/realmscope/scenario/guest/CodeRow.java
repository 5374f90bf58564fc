package org.realmscope.scenario.guest;

import org.realmscope.scenario.model.Position;

/**
 * What the instructions from an address on belong to, up to the next row.
 *
 * @param vcpu index of the vCPU, {@link #NONE} in the exception vector
 * @param step index of the step, {@link #NONE} where a vCPU starts and ends
 * @param statement whether a debugger that steps by lines stops there
 */
record CodeRow(long address, Position position, int vcpu, int step, boolean statement) {
    static final int NONE = -1;
}
