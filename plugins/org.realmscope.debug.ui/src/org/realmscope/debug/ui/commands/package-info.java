/**
 * Commands of the menu Run and the Debug view's tool bar that the platform does not have.
 *
 * <p>Most methods implement interfaces of the platform, which do not say which parameters may be null; the compiler
 * lets nobody be stricter, so that parameters are checked only where they say something.
 */
@NonNullByDefault({DefaultLocation.RETURN_TYPE, DefaultLocation.FIELD})
package org.realmscope.debug.ui.commands;

import org.eclipse.jdt.annotation.DefaultLocation;
import org.eclipse.jdt.annotation.NonNullByDefault;
