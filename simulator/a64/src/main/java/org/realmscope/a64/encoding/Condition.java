package org.realmscope.a64.encoding;

import java.util.Optional;

/** The condition codes, in encoding order (Arm ARM, ConditionHolds). Names are those that GNU tools print. */
public enum Condition {
    EQ,
    NE,
    CS,
    CC,
    MI,
    PL,
    VS,
    VC,
    HI,
    LS,
    GE,
    LT,
    GT,
    LE,
    AL,
    NV;

    /** The condition of a 4-bit encoding. */
    public static Condition of(int encoding) {
        return values()[encoding & 0xf];
    }

    /** The condition of a lower-case name; {@code hs} and {@code lo} are accepted for {@code cs} and {@code cc}. */
    public static Optional<Condition> named(String name) {
        return switch (name) {
            case "hs" -> Optional.of(CS);
            case "lo" -> Optional.of(CC);
            default -> {
                for (Condition condition : values()) {
                    if (condition.text().equals(name)) {
                        yield Optional.of(condition);
                    }
                }
                yield Optional.empty();
            }
        };
    }

    /** The 4-bit encoding. */
    public int encoding() {
        return ordinal();
    }

    /** The condition that holds exactly when this one does not; AL and NV both always hold and give each other. */
    public Condition inverse() {
        return of(ordinal() ^ 1);
    }

    /** The lower-case name. */
    public String text() {
        return switch (this) {
            case EQ -> "eq";
            case NE -> "ne";
            case CS -> "cs";
            case CC -> "cc";
            case MI -> "mi";
            case PL -> "pl";
            case VS -> "vs";
            case VC -> "vc";
            case HI -> "hi";
            case LS -> "ls";
            case GE -> "ge";
            case LT -> "lt";
            case GT -> "gt";
            case LE -> "le";
            case AL -> "al";
            case NV -> "nv";
        };
    }

    /** Whether the condition holds for flags given as N:Z:C:V in bits 3 to 0. */
    public boolean holds(int nzcv) {
        boolean n = (nzcv & 8) != 0;
        boolean z = (nzcv & 4) != 0;
        boolean c = (nzcv & 2) != 0;
        boolean v = (nzcv & 1) != 0;
        return switch (this) {
            case EQ -> z;
            case NE -> !z;
            case CS -> c;
            case CC -> !c;
            case MI -> n;
            case PL -> !n;
            case VS -> v;
            case VC -> !v;
            case HI -> c && !z;
            case LS -> !c || z;
            case GE -> n == v;
            case LT -> n != v;
            case GT -> !z && n == v;
            case LE -> z || n != v;
            case AL, NV -> true;
        };
    }
}
