/**
 * The one-line filter of a view: words and an address range.
 */
@NonNullByDefault
package org.realmscope.ui.filter;

import org.eclipse.jdt.annotation.NonNullByDefault;
