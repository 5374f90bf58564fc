/**
 * The RMI Calls view: what the host asked of the RMM, nested by fault and host function.
 */
@NonNullByDefault
package org.realmscope.ui.rmi;

import org.eclipse.jdt.annotation.NonNullByDefault;
