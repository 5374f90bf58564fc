package org.realmscope.ui.map;

import org.realmscope.ui.paint.Swatch;

/**
 * Consecutive addresses of a lane that are alike.
 *
 * @param text what they are, for people
 */
public record MapArea(AddressRange range, Swatch swatch, String text) {}
