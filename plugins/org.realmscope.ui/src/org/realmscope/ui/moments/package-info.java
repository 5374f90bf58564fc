/**
 * What can be done with the machine and with open moments where they are selected, as in the Debug view.
 */
@NonNullByDefault
package org.realmscope.ui.moments;

import org.eclipse.jdt.annotation.NonNullByDefault;
