package org.realmscope.adapter.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiCommand;
import org.realmscope.debug.explain.Cause;
import org.realmscope.debug.explain.Explanation;
import org.realmscope.debug.inspect.GranuleState;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.debug.inspect.Ripas;
import org.realmscope.debug.inspect.RttEntry;
import org.realmscope.machine.Machine;
import org.realmscope.machine.event.FaultKind;
import org.realmscope.machine.event.MachineEvent;
import org.realmscope.machine.history.Access;
import org.realmscope.machine.history.FaultRecord;
import org.realmscope.machine.time.Moment;
import org.realmscope.machine.vmm.VmmCommand;

/**
 * Objects to explanations that what the machine did contradicts. It looks at raw events, at granules and RTT entries,
 * and at what the VMM has asked the host for; it knows nothing of how explanations are found, and reads no variable of
 * the host.
 */
final class Judge {
    private static final long PAGE = 4096;
    private static final int FSC = 0x3f;
    private static final long ISV = 1 << 24;
    private static final int ALIASES = 2;
    private static final Pattern ORIGIN = Pattern.compile(
            "It has been so since (the REC exit of |)(\\w+)( of vCPU \\d|) at moment (\\d+)\\.(\\d+)" + " on PE (\\d)");

    private final ExplainedRun run;
    private final Machine machine;
    private final List<MachineEvent> events;

    Judge(ExplainedRun run) {
        this.run = run;
        this.machine = run.run().machine();
        this.events = run.events();
    }

    /** What speaks against an explanation of a fault whose handling is over; empty if nothing does. */
    List<String> objections(FaultRecord fault, Explanation explanation) {
        List<String> objections = new ArrayList<>();
        Cause cause = explanation.cause();
        Cause certain = certain(fault);
        if (cause == null) {
            return certain == null ? List.of() : List.of("it is certain that the cause is " + certain);
        }
        if (certain != null && cause != certain) {
            objections.add("it is certain that the cause is " + certain);
        }
        if (certain == null && !isPossible(cause, fault)) {
            objections.add(cause + " is not what happened");
        }
        objections.addAll(objectionsToOrigin(explanation));
        return objections;
    }

    /** The cause where the state of the tables when the fault was taken leaves only one. */
    private @Nullable Cause certain(FaultRecord fault) {
        Inspection view = new Inspection(machine.fork(fault.moment()));
        long rd = fault.guest().rd();
        if (fault.ipa() >= view.realm(rd).ipaEnd()) {
            return Cause.IPA_OUTSIDE_SPACE;
        }
        RttEntry leaf = view.rttLeaf(rd, fault.ipa());
        if (!view.isProtected(rd, fault.ipa())) {
            return fault.access() == Access.EXECUTE ? Cause.FETCH_FROM_UNPROTECTED : null;
        }
        return leaf.ripas() == Ripas.EMPTY
                ? Cause.RIPAS_EMPTY
                : leaf.ripas() == Ripas.DESTROYED ? Cause.DESTROYED : null;
    }

    private boolean isPossible(Cause cause, FaultRecord fault) {
        boolean isMapped = madeBy(fault.guest().pe(), fault) != null;
        boolean isPermission = FaultKind.of((int) fault.esr() & FSC) == FaultKind.PERMISSION;
        boolean isProtected = Boolean.TRUE.equals(fault.isProtected());
        boolean hasSyndrome = (fault.esr() & ISV) != 0;
        Slot slot = slot(fault);
        return switch (cause) {
            case FIRST_TOUCH -> isMapped && !isPermission && !wasUnmappedBefore(fault);
            case REMAPPED_AFTER_UNMAP -> isMapped && !isPermission && wasUnmappedBefore(fault);
            case PERMISSION_UPGRADED -> isMapped && isPermission;
            case ALREADY_MAPPED_BY_OTHER_VCPU -> !isMapped && isAnticipated(fault);
            case RACE_LOST -> !isMapped && isAnticipated(fault) && !isSwitchedTo(4, 1);
            case RETRY_AFTER_INVALIDATION -> !isMapped && slot != null;
            case MMIO -> !isMapped && !isProtected && hasSyndrome && slot == null && !hadSlot(fault);
            case MMIO_WITHOUT_SYNDROME -> !isMapped && !isProtected && !hasSyndrome && slot == null && !hadSlot(fault);
            case NO_MEMSLOT -> !isMapped && slot == null && (isProtected || hadSlot(fault));
            case READONLY_SLOT -> !isMapped && slot != null && slot.readOnly();
            case PERMISSION_NOT_RELAXED -> !isMapped && !isProtected && isPermission && !isSwitchedTo(1, 2);
            case NO_GUEST_MEMFD -> !isMapped && isProtected && slot != null && !slot.memfd() && isSwitchedTo(0, 1);
            case FETCH_NOT_HANDLED -> !isMapped && fault.access() == Access.EXECUTE && isSwitchedTo(0, 1);
            case DEBUG_VM_ASSERTION -> !isMapped && fault.access() == Access.EXECUTE && isSwitchedTo(5, 1);
            case INJECTED_FAILURE -> !isMapped && isAskedFor(VmmCommand.FAIL_RMI);
            case ALLOCATION_FAILED -> !isMapped;
            default -> !isMapped && cause.kind() == Cause.Kind.ERROR && hasFailedCall(fault);
        };
    }

    // --- calls of the handling

    /** The end of a handling: the next fault of the PE, or the end of the run. */
    private Moment end(FaultRecord fault) {
        return events.stream()
                .filter(event -> event.pe() == fault.guest().pe()
                        && fault.moment().isBefore(event.moment())
                        && (event instanceof MachineEvent.Stage2Fault
                                || event instanceof MachineEvent.RmiCall call
                                        && call.command() == RmiCommand.REC_ENTER))
                .map(MachineEvent::moment)
                .findFirst()
                .orElse(Moment.NEVER);
    }

    /**
     * The first call on a PE, or on any other for -1, that maps the IPA between a fault and the end of its handling.
     */
    private MachineEvent.@Nullable RmiReturn madeBy(int pe, FaultRecord fault) {
        Moment end = end(fault);
        for (MachineEvent event : events) {
            if (event instanceof MachineEvent.RmiReturn done
                    && (pe < 0 ? done.pe() != fault.guest().pe() : done.pe() == pe)
                    && fault.moment().isBefore(done.moment())
                    && done.moment().isBefore(end)
                    && succeeded(done)
                    && maps(done, fault)) {
                return done;
            }
        }
        return null;
    }

    private static boolean succeeded(MachineEvent.RmiReturn done) {
        return done.results().getFirst() == 0;
    }

    private static boolean maps(MachineEvent.RmiReturn done, FaultRecord fault) {
        List<Long> x = done.arguments();
        boolean isOfRealm = x.getFirst() == fault.guest().rd();
        return isOfRealm
                && (done.command() == RmiCommand.DATA_CREATE_UNKNOWN && x.get(2) == (fault.ipa() & -PAGE)
                        || done.command() == RmiCommand.RTT_MAP_UNPROTECTED && covers(x.get(1), x.get(2), fault.ipa()));
    }

    private static boolean covers(long base, long level, long ipa) {
        return ipa - base >= 0 && ipa - base < PAGE << 9 * (3 - level);
    }

    private boolean wasUnmappedBefore(FaultRecord fault) {
        return events.stream()
                .filter(event -> event.moment().isBefore(fault.moment()))
                .filter(MachineEvent.RmiReturn.class::isInstance)
                .map(MachineEvent.RmiReturn.class::cast)
                .anyMatch(done -> done.command() == RmiCommand.RTT_UNMAP_UNPROTECTED
                        && succeeded(done)
                        && done.arguments().getFirst() == fault.guest().rd()
                        && covers(done.arguments().get(1), done.arguments().get(2), fault.ipa()));
    }

    /** Whether another PE did what the handling wanted: what it maps, or the same call that fails here. */
    private boolean isAnticipated(FaultRecord fault) {
        if (madeBy(-1, fault) != null) {
            return true;
        }
        Moment end = end(fault);
        TreeSet<String> failed = new TreeSet<>();
        for (MachineEvent event : events) {
            if (event instanceof MachineEvent.RmiReturn done
                    && done.pe() == fault.guest().pe()
                    && fault.moment().isBefore(done.moment())
                    && done.moment().isBefore(end)
                    && !succeeded(done)) {
                failed.add(target(done));
            }
        }
        return events.stream()
                .filter(MachineEvent.RmiReturn.class::isInstance)
                .map(MachineEvent.RmiReturn.class::cast)
                .anyMatch(done -> done.pe() != fault.guest().pe()
                        && done.moment().isBefore(end)
                        && succeeded(done)
                        && failed.contains(target(done)));
    }

    /** What a call is to bring about: of a table not from which granule. */
    private static String target(MachineEvent.RmiReturn done) {
        List<Long> x = done.arguments();
        return done.command() == RmiCommand.RTT_CREATE
                ? "table " + x.getFirst() + x.subList(2, 4)
                : done.functionId() + " " + x.subList(0, 3);
    }

    private boolean hasFailedCall(FaultRecord fault) {
        Moment end = end(fault);
        return events.stream()
                .anyMatch(event -> event instanceof MachineEvent.RmiReturn done
                        && done.pe() == fault.guest().pe()
                        && fault.moment().isBefore(done.moment())
                        && done.moment().isBefore(end)
                        && !succeeded(done));
    }

    // --- what the VMM has asked for

    private record Slot(long base, long size, boolean readOnly, boolean memfd) {}

    private List<MachineEvent.VmmCommand> asked(Moment until) {
        return events.stream()
                .filter(event -> event.moment().isBefore(until))
                .filter(MachineEvent.VmmCommand.class::isInstance)
                .map(MachineEvent.VmmCommand.class::cast)
                .toList();
    }

    private boolean isAskedFor(VmmCommand command) {
        return asked(Moment.NEVER).stream().anyMatch(each -> each.command() == command.number());
    }

    /** Whether a switch has a value, by the commands that set it. */
    private boolean isSwitchedTo(long number, long value) {
        long now = 0;
        for (MachineEvent.VmmCommand each : asked(Moment.NEVER)) {
            if (each.command() != VmmCommand.SWITCH.number()) {
                continue;
            }
            boolean isBehaviour = each.arguments().getFirst() == 0;
            if (each.arguments().getFirst() == number) {
                now = each.arguments().get(1);
            } else if (isBehaviour && number == 4) {
                now = each.arguments().get(1);
            } else if (isBehaviour && number == 1) {
                now = each.arguments().get(1) == 0 ? 0 : 3;
            }
        }
        return now == value;
    }

    /** Slots as the VMM has asked for them until a moment, by number; those with size 0 are deleted. */
    private SortedMap<Long, Slot> slots(Moment until) {
        SortedMap<Long, Slot> slots = new TreeMap<>();
        for (MachineEvent.VmmCommand each : asked(until)) {
            boolean isSecond = each.command() == VmmCommand.SET_USER_MEMORY_REGION2.number();
            if (isSecond || each.command() == VmmCommand.SET_USER_MEMORY_REGION.number()) {
                List<Long> x = each.arguments();
                slots.put(x.get(1), new Slot(x.get(3), x.get(4), (x.get(2) & 2) != 0, isSecond));
            }
        }
        return slots;
    }

    private long gpa(FaultRecord fault) {
        long end = new Inspection(machine.fork(fault.moment()))
                .realm(fault.guest().rd())
                .ipaEnd();
        return fault.ipa() & end / ALIASES - 1;
    }

    private @Nullable Slot slot(FaultRecord fault) {
        long gpa = gpa(fault);
        return slots(fault.moment()).values().stream()
                .filter(slot -> gpa >= slot.base() && gpa - slot.base() < slot.size())
                .findFirst()
                .orElse(null);
    }

    private boolean hadSlot(FaultRecord fault) {
        long gpa = gpa(fault);
        return asked(fault.moment()).stream()
                .filter(each -> each.command() == VmmCommand.SET_USER_MEMORY_REGION.number()
                        || each.command() == VmmCommand.SET_USER_MEMORY_REGION2.number())
                .anyMatch(each -> gpa >= each.arguments().get(3)
                        && gpa - each.arguments().get(3) < each.arguments().get(4));
    }

    // --- calls

    /** What speaks against an explanation of a call of the host that has returned. */
    List<String> objections(MachineEvent.RmiReturn done, Moment called, Explanation explanation) {
        Cause cause = explanation.cause();
        List<String> objections = new ArrayList<>(objectionsToOrigin(explanation));
        if (cause == null) {
            return objections;
        }
        Inspection view = new Inspection(machine.fork(called));
        boolean isTrue = succeeded(done) ? cause == Cause.SUCCEEDED : isPossible(cause, done, view);
        if (!isTrue) {
            objections.add(cause + " is not what happened");
        }
        return objections;
    }

    private boolean isPossible(Cause cause, MachineEvent.RmiReturn done, Inspection view) {
        RmiCommand command = Objects.requireNonNull(done.command());
        List<Long> x = done.arguments();
        RttEntry leaf = leaf(command, x, view);
        return switch (cause) {
            case MISALIGNED, MISALIGNED_BLOCK -> x.stream().anyMatch(each -> (each & 0x3f_ffff_ffffL) != 0);
            case NOT_DELEGATED -> anyGranule(command, x, view, GranuleState.UNDELEGATED);
            case ALREADY_DELEGATED -> anyGranule(command, x, view, GranuleState.DELEGATED);
            case GRANULE_IN_USE ->
                anyGranule(command, x, view, GranuleState.RD, GranuleState.REC, GranuleState.RTT, GranuleState.DATA)
                        || anyGranule(command, x, view, GranuleState.REC_AUX);
            case NOT_A_REALM -> !view.isRealm(x.getFirst());
            case NOT_A_REC -> x.stream().noneMatch(each -> view.realmOfRec(each) >= 0 && view.recNumber(each) >= 0);
            case RTT_MISSING, RTT_MISSING_EXPECTED, RTT_MISSING_PENDING -> {
                boolean isAbove = leaf != null && !leaf.isAssigned() && leaf.level() < 3;
                yield isAbove && (cause != Cause.RTT_MISSING_EXPECTED || isRepeated(done));
            }
            case ALREADY_MAPPED -> leaf != null && leaf.isAssigned();
            case NOT_MAPPED -> leaf != null && !leaf.isAssigned();
            case MAPPED_AS_BLOCK -> leaf != null && leaf.isBlock();
            case SUCCEEDED, FIRST_TOUCH, BEING_HANDLED -> false;
            default -> true;
        };
    }

    private static boolean anyGranule(RmiCommand command, List<Long> x, Inspection view, GranuleState... states) {
        for (int i = 0; i < command.inputs().size(); i++) {
            GranuleState state =
                    (x.get(i) & PAGE - 1) == 0 ? view.granule(x.get(i)).state() : null;
            if (state != null && List.of(states).contains(state)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable RttEntry leaf(RmiCommand command, List<Long> x, Inspection view) {
        int ipa = Math.max(command.inputs().indexOf("ipa"), command.inputs().indexOf("base"));
        return ipa < 0
                        || !view.isRealm(x.getFirst())
                        || x.get(ipa) >= view.realm(x.getFirst()).ipaEnd()
                ? null
                : view.rttLeaf(x.getFirst(), x.get(ipa));
    }

    private boolean isRepeated(MachineEvent.RmiReturn done) {
        int inputs = Objects.requireNonNull(done.command()).inputs().size();
        return events.stream()
                .anyMatch(event -> event instanceof MachineEvent.RmiReturn later
                        && done.moment().isBefore(later.moment())
                        && later.functionId() == done.functionId()
                        && later.arguments()
                                .subList(0, inputs)
                                .equals(done.arguments().subList(0, inputs))
                        && succeeded(later));
    }

    /** A call that is named as the one since which a condition holds was made then, there, and with success. */
    private List<String> objectionsToOrigin(Explanation explanation) {
        Matcher matcher = ORIGIN.matcher(explanation.text());
        List<String> objections = new ArrayList<>();
        while (matcher.find()) {
            Moment moment = new Moment(Long.parseLong(matcher.group(4)), Integer.parseInt(matcher.group(5)));
            int pe = Integer.parseInt(matcher.group(6));
            String name = matcher.group(2);
            boolean wasMade = !matcher.group(3).isEmpty()
                    || events.stream()
                            .anyMatch(event -> event instanceof MachineEvent.RmiCall call
                                    && call.moment().equals(moment)
                                    && call.pe() == pe
                                    && Objects.requireNonNull(call.command())
                                            .specificationName()
                                            .equals(name));
            if (!wasMade) {
                objections.add("there was no " + name + " at " + moment + " on PE " + pe);
            }
        }
        return objections;
    }

    /** The run that is judged. */
    ExplainedRun run() {
        return run;
    }
}
