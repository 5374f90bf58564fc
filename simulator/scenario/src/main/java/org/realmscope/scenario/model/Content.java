package org.realmscope.scenario.model;

/**
 * Memory that is populated before activation.
 *
 * @param ipa page aligned
 * @param bytes what it holds; the rest of the last page is zero
 * @param measured whether it goes into the RIM
 */
public record Content(Position position, long ipa, Bytes bytes, boolean measured) {}
