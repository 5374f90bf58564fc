/**
 * The main path of a debug session as a person takes it, by menus, dialogs and views of the real workbench.
 */
@NonNullByDefault({DefaultLocation.RETURN_TYPE, DefaultLocation.FIELD})
package org.realmscope.swtbot.tests;

import org.eclipse.jdt.annotation.DefaultLocation;
import org.eclipse.jdt.annotation.NonNullByDefault;
