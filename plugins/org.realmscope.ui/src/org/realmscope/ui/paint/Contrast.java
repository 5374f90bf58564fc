package org.realmscope.ui.paint;

import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.RGB;

/** How well a colour stands out against another one, as WCAG 2.1 defines it. */
public final class Contrast {
    private static final int STEPS = 8;

    private Contrast() {}

    /** The contrast of two colours, from 1 for the same one to 21 for black and white. */
    public static double of(RGB one, RGB other) {
        double first = luminance(one) + 0.05;
        double second = luminance(other) + 0.05;
        return Math.max(first, second) / Math.min(first, second);
    }

    /**
     * A colour that stands out.
     *
     * @param color   that is wanted
     * @param against what it has to stand out
     * @param towards what it is mixed with, as little as possible, if it does not
     * @param least   contrast
     */
    static Color reach(Color color, Color against, Color towards, double least) {
        RGB mixed = color.getRGB();
        for (int step = 1; step <= STEPS && of(mixed, against.getRGB()) < least; step++) {
            mixed = mix(color.getRGB(), towards.getRGB(), step / (double) STEPS);
        }
        return mixed.equals(color.getRGB()) ? color : new Color(mixed);
    }

    private static RGB mix(RGB one, RGB other, double share) {
        return new RGB(
                mix(one.red, other.red, share), mix(one.green, other.green, share), mix(one.blue, other.blue, share));
    }

    private static int mix(int one, int other, double share) {
        return (int) Math.round(one + share * (other - one));
    }

    private static double luminance(RGB color) {
        return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue);
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
