/**
 * The built-in RMM as something to be debugged: source text for each command, made from the conditions that it checks,
 * and where a call stands in it.
 */
@NullMarked
package org.realmscope.debug.model;

import org.jspecify.annotations.NullMarked;
