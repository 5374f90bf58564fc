/**
 * What the views of a realm's state have in common: following the debug context, pinning, commands, links.
 */
@NonNullByDefault
package org.realmscope.ui.view;

import org.eclipse.jdt.annotation.NonNullByDefault;
