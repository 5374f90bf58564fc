package org.realmscope.debug.stack;

import org.realmscope.platform.SecurityState;

/**
 * Text between frames that are not in a relation of caller and callee.
 *
 * @param world that it is about
 * @param el that it is about
 * @param name the text
 */
public record LabelFrame(SecurityState world, int el, String name) implements Frame {
    @Override
    public String image() {
        return "";
    }

    @Override
    public FrameHint hint() {
        return FrameHint.LABEL;
    }
}
