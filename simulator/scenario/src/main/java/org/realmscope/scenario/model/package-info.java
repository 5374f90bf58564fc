/** What a scenario says, as plain values: independent of how it is written down and of how it is run. */
@NullMarked
package org.realmscope.scenario.model;

import org.jspecify.annotations.NullMarked;
