package org.realmscope.scenario.run;

import org.realmscope.scenario.model.Position;

/**
 * What became of an expectation.
 *
 * @param position where the scenario has it
 * @param text as it is written there
 * @param met whether it holds
 * @param actual what there was instead, or what made it hold, in words
 */
public record ExpectationResult(Position position, String text, boolean met, String actual) {}
