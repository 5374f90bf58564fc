/**
 * What every command shares: condition tables in priority order, the call they are evaluated over, and the outcome for
 * listeners.
 */
@NullMarked
package org.realmscope.rmm.command;

import org.jspecify.annotations.NullMarked;
