package org.realmscope.rmm.view;

import org.realmscope.rmm.rec.LastExit;

/**
 * The attributes of a REC.
 *
 * @param rec address of its granule
 * @param rd address of the RD of its Realm
 * @param running whether it runs; then its registers are those of the PE
 * @param pc where it goes on, if it does not run
 * @param ripasAddr start of what is left of a RIPAS change request
 */
public record RecSnapshot(
        long rec,
        long rd,
        long mpidr,
        boolean running,
        boolean runnable,
        boolean psciPending,
        boolean hostCallPending,
        long pc,
        long ripasAddr,
        long ripasTop,
        LastExit lastExit) {}
