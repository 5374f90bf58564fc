package org.realmscope.ui.map;

import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.ui.paint.PaletteColor;
import org.realmscope.ui.paint.Pattern;
import org.realmscope.ui.paint.Swatch;

/** What states of memory look like, the same in every view. */
public final class Swatches {
    private static final Swatch UNKNOWN = new Swatch(PaletteColor.MUTED, Pattern.HOLLOW);

    private Swatches() {}

    /** A host IPA state, or a table. */
    public static Swatch hipas(String state) {
        return switch (state) {
            case "ASSIGNED" -> new Swatch(PaletteColor.AREA_PRIMARY, Pattern.SOLID);
            case "ASSIGNED_NS" -> new Swatch(PaletteColor.AREA_SHARED, Pattern.UPRIGHT);
            case "TABLE" -> new Swatch(PaletteColor.AREA_TABLE, Pattern.LEVEL);
            default -> UNKNOWN;
        };
    }

    /** A Realm IPA state; null where it has no meaning. */
    public static @Nullable Swatch ripas(@Nullable String state) {
        return state == null
                ? null
                : switch (state) {
                    case "RAM" -> new Swatch(PaletteColor.AREA_PRIMARY, Pattern.RISING);
                    case "DESTROYED" -> new Swatch(PaletteColor.AREA_LOST, Pattern.CROSSED);
                    case "EMPTY" -> new Swatch(PaletteColor.MUTED, Pattern.DOTTED);
                    default -> UNKNOWN;
                };
    }

    /** A granule's state, as the RMM keeps it. */
    public static Swatch granule(@Nullable String state) {
        return state == null
                ? UNKNOWN
                : switch (state) {
                    case "DELEGATED" -> new Swatch(PaletteColor.AREA_IDLE, Pattern.DOTTED);
                    case "RD" -> new Swatch(PaletteColor.AREA_ACTOR, Pattern.CROSSED);
                    case "REC" -> new Swatch(PaletteColor.AREA_ACTOR, Pattern.SOLID);
                    case "REC_AUX" -> new Swatch(PaletteColor.AREA_ACTOR, Pattern.UPRIGHT);
                    case "DATA" -> new Swatch(PaletteColor.AREA_PRIMARY, Pattern.SOLID);
                    case "RTT" -> new Swatch(PaletteColor.AREA_TABLE, Pattern.LEVEL);
                    default -> UNKNOWN;
                };
    }

    /** A physical address space, as it is written in addresses. */
    public static Swatch space(String space) {
        return switch (space) {
            case "ns" -> new Swatch(PaletteColor.AREA_SHARED, Pattern.UPRIGHT);
            case "realm" -> new Swatch(PaletteColor.AREA_PRIMARY, Pattern.RISING);
            case "root" -> new Swatch(PaletteColor.AREA_LOST, Pattern.CROSSED);
            default -> UNKNOWN;
        };
    }

    /** Addresses of which nothing has been read. */
    static Swatch unread() {
        return new Swatch(PaletteColor.MUTED, Pattern.FALLING);
    }

    /** A memory slot of the VMM. */
    public static Swatch memslot() {
        return new Swatch(PaletteColor.AREA_ACTOR, Pattern.FALLING);
    }

    /** Memory with content from before the Realm was activated. */
    public static Swatch populated() {
        return new Swatch(PaletteColor.AREA_TABLE, Pattern.SOLID);
    }
}
