/**
 * A zooming map of an address space in lanes, and its table twin.
 */
@NonNullByDefault
package org.realmscope.ui.map;

import org.eclipse.jdt.annotation.NonNullByDefault;
