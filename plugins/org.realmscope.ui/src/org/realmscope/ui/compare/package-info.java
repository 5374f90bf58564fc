/**
 * The Compare view: what differs between two moments.
 */
@NonNullByDefault
package org.realmscope.ui.compare;

import org.eclipse.jdt.annotation.NonNullByDefault;
