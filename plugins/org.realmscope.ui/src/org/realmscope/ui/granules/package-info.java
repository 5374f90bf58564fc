/**
 * The Granules view: physical memory by state, owner and physical address space.
 */
@NonNullByDefault
package org.realmscope.ui.granules;

import org.eclipse.jdt.annotation.NonNullByDefault;
