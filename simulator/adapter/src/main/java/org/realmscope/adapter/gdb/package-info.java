/**
 * A server of GDB's remote serial protocol on the machine of a scenario ("Debugging with GDB", appendix E): packets,
 * registers, memory, breakpoints, movements in both directions of time, and what {@code monitor} commands show.
 */
@NullMarked
package org.realmscope.adapter.gdb;

import org.jspecify.annotations.NullMarked;
