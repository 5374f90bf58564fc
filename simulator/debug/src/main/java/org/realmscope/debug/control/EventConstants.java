package org.realmscope.debug.control;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.realmscope.debug.inspect.GranuleState;
import org.realmscope.debug.inspect.Hipas;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.debug.inspect.Ripas;
import org.realmscope.machine.event.FaultKind;

/**
 * Names that conditions compare fields of events with. RIPAS have the specification's numbers. The other names have
 * numbers of their own, each a different one, so that a comparison of unlike things is never true by accident.
 */
final class EventConstants {
    private static final List<Class<? extends Enum<?>>> ENUMERATIONS = List.of(
            Ripas.class,
            Hipas.class,
            GranuleState.class,
            FaultKind.class,
            FaultFilter.Access.class,
            HostReports.Kind.class);
    private static final long SPACING = 0x100;
    private static final long DECISIONS = 0x1000;

    static final Map<String, Long> RIPAS = of(Ripas.class);
    static final Map<String, Long> GRANULES = of(GranuleState.class);
    static final Map<String, Long> RTT_ENTRIES = of(Ripas.class, Hipas.class);
    static final Map<String, Long> ACCESSES = ofAccesses();
    static final Map<String, Long> REPORTS = of(HostReports.Kind.class);
    static final Map<String, Long> FAULTS = ofFaults();

    private EventConstants() {}

    static long number(Enum<?> constant) {
        return ENUMERATIONS.indexOf(constant.getDeclaringClass()) * SPACING + constant.ordinal();
    }

    /** Number of a row of the decision table for aborts. */
    static long decision(String name) {
        return DECISIONS + Inspection.abortDecisions().indexOf(name);
    }

    @SafeVarargs
    private static Map<String, Long> of(Class<? extends Enum<?>>... enumerations) {
        Map<String, Long> constants = new TreeMap<>();
        for (Class<? extends Enum<?>> enumeration : enumerations) {
            for (Enum<?> constant : enumeration.getEnumConstants()) {
                constants.put(constant.name(), number(constant));
            }
        }
        return Collections.unmodifiableMap(constants);
    }

    /** Accesses also by the name that the fault history has for a fetch. */
    private static Map<String, Long> ofAccesses() {
        Map<String, Long> constants = new TreeMap<>(of(FaultFilter.Access.class));
        constants.put("EXECUTE", number(FaultFilter.Access.FETCH));
        return Collections.unmodifiableMap(constants);
    }

    private static Map<String, Long> ofFaults() {
        Map<String, Long> constants = new TreeMap<>(of(Ripas.class, Hipas.class, FaultKind.class));
        constants.putAll(ACCESSES);
        Inspection.abortDecisions().forEach(name -> constants.put(name, decision(name)));
        return Collections.unmodifiableMap(constants);
    }
}
