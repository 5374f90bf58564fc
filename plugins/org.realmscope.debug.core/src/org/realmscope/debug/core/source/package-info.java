/**
 * Where the source of a stack frame is: files, or text that the debug adapter has.
 *
 * <p>Most methods implement interfaces of the platform, which do not say which parameters may be null; the compiler
 * lets nobody be stricter, so that parameters are checked only where they say something.
 */
@NonNullByDefault({DefaultLocation.RETURN_TYPE, DefaultLocation.FIELD})
package org.realmscope.debug.core.source;

import org.eclipse.jdt.annotation.DefaultLocation;
import org.eclipse.jdt.annotation.NonNullByDefault;
