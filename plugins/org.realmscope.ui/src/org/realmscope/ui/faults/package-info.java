/**
 * The Stage-2 Fault History view.
 */
@NonNullByDefault
package org.realmscope.ui.faults;

import org.eclipse.jdt.annotation.NonNullByDefault;
