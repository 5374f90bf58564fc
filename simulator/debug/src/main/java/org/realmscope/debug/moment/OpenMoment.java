package org.realmscope.debug.moment;

import org.realmscope.debug.inspect.Inspection;
import org.realmscope.machine.time.Moment;

/**
 * A moment of the run that is open.
 *
 * @param id names it until it is closed
 * @param moment where its machine stands, the first moment of the run that is not before the one asked for
 * @param view what there was; nothing that is done with it reaches the live machine
 */
public record OpenMoment(int id, Moment moment, Inspection view) {}
