package org.realmscope.debug.explain;

import java.util.List;

/**
 * The switches of the host image by the names of their values ({@code docs/vmm-port.md}).
 *
 * @param debugVm whether assertions of CONFIG_DEBUG_VM are on
 */
record HostSwitches(
        String behaviour,
        String readonlyUnprotected,
        String blockMappings,
        String race,
        boolean debugVm,
        String unmapAlias) {
    private static final String TODAY = "today";
    private static final List<String> BEHAVIOUR = List.of("rfc", TODAY);
    private static final List<String> READONLY = List.of("rfc", "naive", "fixed", TODAY);
    private static final List<String> BLOCKS = List.of("off", "follow-user", "opportunistic", "pages only");
    private static final List<String> ALIAS = List.of("rfc", "both");

    /** By the numbers of the values. */
    static HostSwitches of(long behaviour, long readonly, long blocks, long race, long debugVm, long alias) {
        return new HostSwitches(
                name(BEHAVIOUR, behaviour),
                name(READONLY, readonly),
                name(BLOCKS, blocks),
                name(BEHAVIOUR, race),
                debugVm != 0,
                name(ALIAS, alias));
    }

    private static String name(List<String> names, long value) {
        return value >= 0 && value < names.size() ? names.get((int) value) : Long.toString(value);
    }

    boolean behavesAsToday() {
        return behaviour.equals(TODAY);
    }

    boolean racesAsToday() {
        return race.equals(TODAY);
    }

    boolean replacesReadOnlyMappings() {
        return readonlyUnprotected.equals("fixed");
    }
}
