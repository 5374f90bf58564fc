/** Read-only views of the RMM's state, decoded from simulated memory. */
@NullMarked
package org.realmscope.rmm.view;

import org.jspecify.annotations.NullMarked;
