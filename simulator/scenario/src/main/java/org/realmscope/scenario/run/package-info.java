/**
 * Runs scenarios: the machine that a scenario describes, the VMM that builds its realms and follows its rules, and
 * what became of its expectations.
 */
@NullMarked
package org.realmscope.scenario.run;

import org.jspecify.annotations.NullMarked;
