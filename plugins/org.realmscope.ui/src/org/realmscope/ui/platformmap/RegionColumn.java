package org.realmscope.ui.platformmap;

import java.util.Comparator;
import java.util.function.Function;
import org.eclipse.swt.SWT;

/** A column of the Platform Map view: its title, its initial width in pixels, its text and its order. */
enum RegionColumn {
    NAME("Region", 165, SWT.LEFT, Region::name, Comparator.comparing(Region::name)),
    FROM("From", 105, SWT.LEFT, Region::baseText, Comparator.comparingLong(Region::base)),
    TO(
            "To",
            105,
            SWT.LEFT,
            Region::lastText,
            Comparator.comparingLong(region -> region.last().orElse(Long.MAX_VALUE))),
    SIZE(
            "Size",
            70,
            SWT.RIGHT,
            Region::sizeText,
            Comparator.comparingLong(region -> region.size().orElse(Long.MAX_VALUE))),
    PAS("Address space", 120, SWT.LEFT, region -> region.pas().label(), Comparator.comparing(Region::pas)),
    PURPOSE("Purpose", 300, SWT.LEFT, Region::purpose, Comparator.comparing(Region::purpose));

    final String title;
    final int width;
    final int alignment;
    final Function<Region, String> text;
    final Comparator<Region> order;

    RegionColumn(String title, int width, int alignment, Function<Region, String> text, Comparator<Region> order) {
        this.title = title;
        this.width = width;
        this.alignment = alignment;
        this.text = text;
        this.order = order;
    }
}
