/**
 * The RTT Entries view: a realm's translation tables, level by level.
 */
@NonNullByDefault
package org.realmscope.ui.rtt;

import org.eclipse.jdt.annotation.NonNullByDefault;
