/**
 * The RIPAS view: a realm's IPA space as a map and as a table.
 */
@NonNullByDefault
package org.realmscope.ui.ripas;

import org.eclipse.jdt.annotation.NonNullByDefault;
