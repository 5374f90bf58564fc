/**
 * Control of a run in both directions of time: breakpoints of every kind, stepping by instruction, source line and
 * event, going back. One thread owns a session.
 */
@NullMarked
package org.realmscope.debug.control;

import org.jspecify.annotations.NullMarked;
