/**
 * A table and tree widget that draws only the rows in sight, so that a million of them cost nothing, with full
 * keyboard control and accessible rows and cells.
 */
@NonNullByDefault
package org.realmscope.ui.grid;

import org.eclipse.jdt.annotation.NonNullByDefault;
