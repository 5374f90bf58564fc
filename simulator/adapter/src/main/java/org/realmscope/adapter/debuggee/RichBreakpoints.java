package org.realmscope.adapter.debuggee;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.realmscope.adapter.request.RequestError;
import org.realmscope.debug.control.AddressRange;
import org.realmscope.debug.control.Breakpoint;
import org.realmscope.debug.control.CallFilter;
import org.realmscope.debug.control.CallPhase;
import org.realmscope.debug.control.FaultFilter;
import org.realmscope.debug.inspect.AddressSyntax;
import org.realmscope.debug.inspect.RealmSelector;
import org.realmscope.machine.event.FaultKind;
import org.realmscope.platform.UserError;
import org.realmscope.protocol.RichBreakpoint;

/** Breakpoints of {@code realmscope/setBreakpoints}. */
public final class RichBreakpoints {
    private RichBreakpoints() {}

    /**
     * The breakpoint that a client means.
     *
     * @throws UserError if a part of it is not understood
     * @throws RequestError if it is not exactly one
     */
    public static Breakpoint breakpoint(RichBreakpoint rich, Debuggee debuggee) {
        List<Breakpoint> given = new ArrayList<>();
        RichBreakpoint.Call call = rich.call();
        if (call != null) {
            given.add(call(call));
        }
        RichBreakpoint.Fault fault = rich.fault();
        if (fault != null) {
            given.add(fault(fault));
        }
        RichBreakpoint.Data data = rich.data();
        if (data != null) {
            given.add(WatchSyntax.breakpoint(Given.text(data.dataId(), "dataId"), access(data.access()), debuggee));
        }
        String hazard = rich.hazard();
        if (hazard != null) {
            given.add(ExceptionFilter.of(hazard).breakpoint());
        }
        if (given.size() != 1) {
            throw RequestError.argument("exactly one of 'call', 'fault', 'data' and 'hazard' is expected");
        }
        return given.getFirst();
    }

    private static Breakpoint call(RichBreakpoint.Call call) {
        boolean atOutcome = Boolean.TRUE.equals(call.outcome());
        CallFilter filter = new CallFilter(
                call.status(),
                call.index(),
                realm(call.realm()),
                call.vcpu(),
                range(call.base(), call.end()),
                call.pe());
        String function = Given.text(call.function(), "call.function");
        return new Breakpoint.Call(function, atOutcome ? CallPhase.OUTCOME : CallPhase.ENTRY, filter);
    }

    private static Breakpoint fault(RichBreakpoint.Fault fault) {
        return new Breakpoint.Fault(new FaultFilter(
                range(fault.base(), fault.end()),
                isProtected(fault.half()),
                "execute".equalsIgnoreCase(fault.access())
                        ? FaultFilter.Access.FETCH
                        : constant(FaultFilter.Access.class, fault.access(), "access"),
                fault.level(),
                constant(FaultKind.class, fault.kind(), "kind"),
                realm(fault.realm()),
                fault.pe()));
    }

    /** Whether a half of the IPA space is the Protected one; null for no half. */
    public static @Nullable Boolean isProtected(@Nullable String half) {
        return switch (half) {
            case null -> null;
            case "protected" -> Boolean.TRUE;
            case "unprotected" -> Boolean.FALSE;
            default -> throw RequestError.argument("'half' is '" + half + "'; protected or unprotected is expected");
        };
    }

    private static @Nullable RealmSelector realm(@Nullable String name) {
        return name == null ? null : AddressSyntax.realm(name);
    }

    private static @Nullable AddressRange range(@Nullable String base, @Nullable String end) {
        return base == null && end == null
                ? null
                : new AddressRange(Given.number(base, 0), Given.number(end, Long.MAX_VALUE));
    }

    private static WatchSyntax.Access access(@Nullable String name) {
        return switch (name) {
            case "read" -> WatchSyntax.Access.READ;
            case "readWrite" -> WatchSyntax.Access.READ_WRITE;
            case "write" -> WatchSyntax.Access.WRITE;
            case null -> WatchSyntax.Access.WRITE;
            default -> throw RequestError.argument("'access' is '" + name + "'; read, write or readWrite is expected");
        };
    }

    /** The constant whose name in lower case is {@code name}; null for null. */
    private static <E extends Enum<E>> @Nullable E constant(Class<E> type, @Nullable String name, String argument) {
        if (name == null) {
            return null;
        }
        for (E each : type.getEnumConstants()) {
            if (each.name().equalsIgnoreCase(name)) {
                return each;
            }
        }
        String known = Stream.of(type.getEnumConstants())
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        throw RequestError.argument("'%s' is '%s'; one of %s is expected".formatted(argument, name, known));
    }
}
