/**
 * The debug model: targets, threads, frames, variables, registers and memory of a session, over its debug adapter.
 *
 * <p>Most methods implement interfaces of the platform, which do not say which parameters may be null; the compiler
 * lets nobody be stricter, so that parameters are checked only where they say something.
 */
@NonNullByDefault({DefaultLocation.RETURN_TYPE, DefaultLocation.FIELD})
package org.realmscope.debug.core.model;

import org.eclipse.jdt.annotation.DefaultLocation;
import org.eclipse.jdt.annotation.NonNullByDefault;
