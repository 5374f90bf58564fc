/**
 * Colours from the workbench's theme and patterns that tell areas apart without them.
 */
@NonNullByDefault
package org.realmscope.ui.paint;

import org.eclipse.jdt.annotation.NonNullByDefault;
