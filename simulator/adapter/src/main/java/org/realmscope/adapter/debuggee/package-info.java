/**
 * What is debugged: the machine of a scenario with everything that a session knows of it, how it
 * moves, and how it says where it stopped.
 */
@NullMarked
package org.realmscope.adapter.debuggee;

import org.jspecify.annotations.NullMarked;
