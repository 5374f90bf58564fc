package org.realmscope.protocol;

import java.util.List;

/**
 * Why something happened.
 *
 * @param known whether there is an explanation; {@code cause} and {@code remedy} are empty if not
 * @param evidence what was seen, a sentence each
 * @param links into the documentation, where model and reality may differ
 */
public record Explanation(boolean known, String cause, String remedy, List<String> evidence, List<String> links) {}
