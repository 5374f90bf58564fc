package org.realmscope.ui.tests.views;

import com.google.gson.Gson;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.protocol.CompareResponse;
import org.realmscope.protocol.Explanation;
import org.realmscope.protocol.FaultInfo;
import org.realmscope.protocol.FaultsArguments;
import org.realmscope.protocol.FaultsResponse;
import org.realmscope.protocol.GranulesResponse;
import org.realmscope.protocol.IpaRangeArguments;
import org.realmscope.protocol.MachineSummary;
import org.realmscope.protocol.RealmscopeServer;
import org.realmscope.protocol.RipasMapResponse;
import org.realmscope.protocol.RmiCallsArguments;
import org.realmscope.protocol.RmiCallsResponse;
import org.realmscope.protocol.RttEntriesArguments;
import org.realmscope.protocol.RttEntriesResponse;
import org.realmscope.protocol.RttMapResponse;

/**
 * A debug adapter with one realm of 36 bits of IPA, 64 MiB of which are RAM, and as many faults as wanted. What it
 * answers is written here as the protocol writes it, independently of what views make of it.
 */
final class FakeMachine {
    private static final Gson GSON = new Gson();
    private static final long MIB = 1L << 20;

    private final List<String> asked = new ArrayList<>();
    private final RealmscopeServer server;
    private long faults = 40;
    private long rowsAnswered;
    private boolean holdsBack;
    private final List<Runnable> heldBack = new ArrayList<>();
    private final List<CompletableFuture<Object>> given = new ArrayList<>();
    private String pageState = "UNASSIGNED";
    private boolean pageInMap;
    private long lastOfLoop = 20;
    private long runs;
    private String decision = "Protected, RIPAS RAM, unassigned: exit to the host";

    FakeMachine() {
        server = (RealmscopeServer) Proxy.newProxyInstance(
                FakeMachine.class.getClassLoader(),
                new Class<?>[] {RealmscopeServer.class},
                (proxy, method, arguments) -> {
                    asked.add(method.getName());
                    return reply(method.getName(), arguments == null ? null : arguments[0]);
                });
    }

    RealmscopeServer server() {
        return server;
    }

    void setFaults(long count) {
        faults = count;
    }

    /** Maps the page at IPA 0x201000, or unmaps it. */
    void setPageState(String state) {
        pageState = state;
        pageInMap = true;
    }

    /** Makes the loop, which begins with fault 11, end with another one than fault 20. */
    void setLastOfLoop(long number) {
        lastOfLoop = number;
    }

    /** Maps every other page of so many from IPA 0 on. */
    void setRuns(long count) {
        runs = count;
    }

    /** Says what the RMM decided about every fault. */
    void setDecision(String text) {
        decision = text;
    }

    /** How many rows of faults were answered so far. */
    long rowsAnswered() {
        return rowsAnswered;
    }

    /** Names of the requests so far. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    /** Keeps answers until {@link #release}. */
    void holdBack() {
        holdsBack = true;
    }

    void release() {
        holdsBack = false;
        List<Runnable> kept = List.copyOf(heldBack);
        heldBack.clear();
        kept.forEach(Runnable::run);
    }

    /** How many of the answers that were asked for have been given up. */
    long cancelled() {
        return given.stream().filter(CompletableFuture::isCancelled).count();
    }

    private CompletableFuture<Object> reply(String request, @Nullable Object arguments) {
        CompletableFuture<Object> reply = new CompletableFuture<>();
        given.add(reply);
        Runnable answer = () -> {
            if (!reply.isDone()) {
                reply.complete(answer(request, arguments));
            }
        };
        if (holdsBack) {
            heldBack.add(answer);
        } else {
            answer.run();
        }
        return reply;
    }

    private Object answer(String request, @Nullable Object arguments) {
        return switch (request) {
            case "machine" -> machine();
            case "faults" -> faults(cast(FaultsArguments.class, arguments));
            case "rmiCalls" -> rmiCalls(cast(RmiCallsArguments.class, arguments));
            case "rttEntries" -> rttEntries(cast(RttEntriesArguments.class, arguments));
            case "rttWalk" ->
                make(
                        RttEntriesResponse.class,
                        "entries",
                        List.of(entry(0, 1, 0), entry(0x200000, 2, 1), entry(0x201000, 3, 1)));
            case "rttMap" -> rttMap(cast(IpaRangeArguments.class, arguments));
            case "ripasMap" -> ripasMap();
            case "granules" -> granules();
            case "compare" -> compare();
            case "explain" ->
                make(
                        Explanation.class,
                        "known",
                        true,
                        "cause",
                        "The page was never touched before.",
                        "remedy",
                        "",
                        "links",
                        List.of("docs/explain.md#first_touch"),
                        "evidence",
                        List.of(
                                Map.of("source", "rtt", "text", "The entry was UNASSIGNED with RIPAS RAM."),
                                Map.of(
                                        "source",
                                        "condition",
                                        "text",
                                        "rtt_walk: walk.level (2) is less than level (3)")));
            default -> throw new UnsupportedOperationException(request);
        };
    }

    private static <T> T cast(Class<T> type, @Nullable Object value) {
        return type.cast(value);
    }

    /** A record of the protocol from names and values; what is not named is null. */
    static <T> T make(Class<T> type, @Nullable Object... pairs) {
        Map<String, @Nullable Object> values = new HashMap<>();
        IntStream.range(0, pairs.length / 2).forEach(i -> values.put(String.valueOf(pairs[2 * i]), pairs[2 * i + 1]));
        return GSON.fromJson(GSON.toJsonTree(values), type);
    }

    private MachineSummary machine() {
        return make(
                MachineSummary.class,
                "moment",
                "1000.0",
                "faults",
                faults,
                "realmsVisible",
                true,
                "pes",
                List.of(
                        Map.of("pe", 0, "thread", 1, "name", "PE 0: VMM"),
                        Map.of("pe", 1, "thread", 2, "name", "PE 1: realm0.vcpu0")),
                "realms",
                List.of(Map.of(
                        "name",
                        "realm0",
                        "rd",
                        "0x42100000",
                        "state",
                        "ACTIVE",
                        "ipaWidth",
                        36,
                        "startLevel",
                        1,
                        "vmid",
                        1,
                        "recs",
                        List.of())));
    }

    private FaultsResponse faults(FaultsArguments arguments) {
        boolean backwards = Boolean.TRUE.equals(arguments.newestFirst());
        Long start = arguments.start();
        long number = start != null ? start : backwards ? faults : 1;
        int count = arguments.count() == null ? 100 : arguments.count();
        if (arguments.offset() != null) {
            return faultsByPlace(arguments, arguments.offset(), count);
        }
        FaultsArguments.Filter filter = arguments.filter();
        List<FaultInfo> page = new ArrayList<>();
        while (number >= 1 && number <= faults && page.size() < count) {
            if (isAskedFor(filter, number)) {
                page.add(fault(number));
            }
            number += backwards ? -1 : 1;
        }
        rowsAnswered += page.size();
        Long next = number >= 1 && number <= faults ? Long.valueOf(number) : null;
        return new FaultsResponse(faults, 1, page, next, null);
    }

    private boolean isAskedFor(FaultsArguments.@Nullable Filter filter, long number) {
        String access = filter == null ? null : filter.access();
        String text = filter == null ? null : filter.text();
        return (access == null || access.equals(access(number)))
                && (text == null || resolution(number).contains(text));
    }

    private FaultsResponse faultsByPlace(FaultsArguments arguments, long offset, int count) {
        String sort = arguments.sort();
        boolean down = Boolean.TRUE.equals(sort == null ? arguments.newestFirst() : arguments.descending());
        // IPAs are in the order of the numbers, but for the loop, which nobody looks at in that order.
        long[] found = LongStream.rangeClosed(1, faults)
                .map(step -> down ? faults + 1 - step : step)
                .filter(number -> isAskedFor(arguments.filter(), number))
                .toArray();
        asked.add("sorted by " + sort);
        List<FaultInfo> page = LongStream.of(found)
                .skip(offset)
                .limit(count)
                .mapToObj(this::fault)
                .toList();
        rowsAnswered += page.size();
        return new FaultsResponse(faults, 1, page, null, (long) found.length);
    }

    private boolean isLoop(long number) {
        return number > 10 && number <= lastOfLoop;
    }

    private String access(long number) {
        return isLoop(number) || number % 3 != 0 ? "write" : "read";
    }

    private String resolution(long number) {
        return isLoop(number) ? "reentered" : number % 7 == 0 ? "injected" : "mapped";
    }

    private FaultInfo fault(long number) {
        boolean loop = isLoop(number);
        long page = loop ? 11 : number;
        String access = access(number);
        FaultInfo.Cost cost = new FaultInfo.Cost(900 + page, 0, 1, 16000);
        String resolvedBy = loop || page % 7 == 0 ? null : "RMI_DATA_CREATE_UNKNOWN";
        return make(
                FaultInfo.class,
                "number",
                number,
                "moment",
                number * 25 + ".1",
                "pe",
                1,
                "realm",
                0,
                "vcpu",
                0,
                "pc",
                loop ? "0x80040" : "0x80000",
                "ipa",
                "0x" + Long.toHexString(0x200000 + page * 0x1000),
                "half",
                "protected",
                "access",
                access,
                "hostAccess",
                access,
                "level",
                page % 8 == 0 ? 2 : 3,
                "esr",
                "0x92000047",
                "hpfar",
                "0x2000",
                "before",
                "level 3 UNASSIGNED RAM",
                "after",
                "level 3 ASSIGNED RAM",
                "decision",
                decision,
                "resolution",
                resolution(number),
                "resolvedBy",
                resolvedBy,
                "rmi",
                List.of(call(number, 0), call(number, 1)),
                "repeats",
                loop,
                "hostEsr",
                "0x92000047",
                "cost",
                cost,
                "source",
                number == 9 ? "rmm" : "pe");
    }

    private static Map<String, Object> call(long fault, int index) {
        boolean failed = index == 1 && fault % 5 == 0;
        String address = "0x" + Long.toHexString(0x43000000 + fault * 0x1000);
        Map<String, Object> call = new HashMap<>(Map.of(
                "moment",
                fault * 25 + index + 2 + ".0",
                "fault",
                fault,
                "pe",
                1,
                "functions",
                fault == 38 ? List.of() : List.of("realm_map_protected", "realm_map_ipa"),
                "name",
                index == 0 ? "RMI_GRANULE_DELEGATE" : "RMI_DATA_CREATE_UNKNOWN",
                "arguments",
                List.of(address),
                "result",
                failed ? "RMI_ERROR_RTT(2)" : "RMI_SUCCESS",
                "outputs",
                List.of(),
                "outputFields",
                List.of(),
                "inputFields",
                index == 0
                        ? List.of(field("addr", address))
                        : List.of(field("rd", "0x42100000"), field("data", address), field("ipa", "0x200000"))));
        if (failed) {
            call.put("condition", Map.of("name", "rtt_walk", "text", "walk.level < level"));
        }
        if (fault == 37 && index == 1) {
            call.put("functions", List.of("realm_fold", "realm_map_ipa"));
        }
        return call;
    }

    private static Map<String, Object> field(String name, String value) {
        return Map.of("name", name, "value", value);
    }

    private RmiCallsResponse rmiCalls(RmiCallsArguments arguments) {
        Long of = arguments.fault();
        if (of != null) {
            return make(RmiCallsResponse.class, "calls", List.of(call(of, 0), call(of, 1)));
        }
        String from = arguments.from();
        boolean backwards = Boolean.TRUE.equals(arguments.newestFirst());
        long first = from != null ? Long.parseLong(from.substring(0, from.indexOf('.'))) / 25 : backwards ? faults : 1;
        long count = Math.min(51, backwards ? first : faults - first + 1);
        List<Map<String, Object>> calls = LongStream.range(0, count)
                .map(step -> backwards ? first - step : first + step)
                .mapToObj(fault ->
                        backwards ? List.of(call(fault, 1), call(fault, 0)) : List.of(call(fault, 0), call(fault, 1)))
                .flatMap(List::stream)
                .toList();
        Map<String, Object> answer = new HashMap<>(Map.of("calls", calls));
        long next = backwards ? first - count : first + count;
        if (next >= 1 && next <= faults) {
            answer.put("next", next * 25 + ".0");
        }
        return GSON.fromJson(GSON.toJsonTree(answer), RmiCallsResponse.class);
    }

    private RttEntriesResponse rttEntries(RttEntriesArguments arguments) {
        Integer level = arguments.level();
        int of = level == null ? 1 : level;
        long size = size(of);
        String ipa = arguments.ipa();
        long table = (ipa == null ? 0 : Long.parseLong(ipa.substring(2), 16)) & -(size * 512);
        int count = of == 1 ? 64 : 512;
        return make(
                RttEntriesResponse.class,
                "entries",
                IntStream.range(0, count)
                        .mapToObj(i -> entry(table + i * size, of, i))
                        .toList());
    }

    private static long size(int level) {
        return 1L << 12 + 9 * (3 - level);
    }

    private Map<String, Object> entry(long ipa, int level, int index) {
        Map<String, Object> entry = new HashMap<>(Map.of(
                "ipa",
                "0x" + Long.toHexString(ipa),
                "level",
                level,
                "size",
                "0x" + Long.toHexString(size(level)),
                "index",
                index,
                "table",
                "0x42200000",
                "descriptor",
                "0x0"));
        boolean isTable = level == 1 && ipa == 0 || level == 2 && ipa == 2 * MIB;
        boolean isBlock = level == 2 && ipa > 2 * MIB && ipa < 16 * MIB;
        boolean isPage = level == 3 && ipa < 2 * MIB + 0x40000;
        String state = isTable ? "TABLE" : isBlock || isPage ? "ASSIGNED" : "UNASSIGNED";
        if (level == 3 && ipa == 0x201000) {
            state = pageState;
        }
        entry.put("state", state);
        if (!isTable && ipa < 1L << 35) {
            entry.put("ripas", ipa < 64 * MIB && level > 1 ? "RAM" : "EMPTY");
        }
        if (!state.equals("UNASSIGNED")) {
            entry.put("outputAddress", "0x" + Long.toHexString(0x43000000 + ipa));
            entry.put("attributes", isTable ? List.of() : List.of("MemAttr: Normal, write-back", "S2AP: RW"));
        }
        return entry;
    }

    private RttMapResponse rttMap(IpaRangeArguments arguments) {
        return runs > 0 ? manyRuns(arguments) : make(RttMapResponse.class, "runs", fewRuns());
    }

    private RttMapResponse manyRuns(IpaRangeArguments arguments) {
        long page = arguments.base() == null ? 0 : Long.decode(arguments.base()) / 0x1000;
        long end = Math.min(runs, arguments.end() == null ? runs : (Long.decode(arguments.end()) + 0xfff) / 0x1000);
        long last = Math.min(end, page + Objects.requireNonNull(arguments.count()));
        List<Map<String, Object>> some = LongStream.range(page, last)
                .mapToObj(at -> run(
                        at * 0x1000,
                        (at + 1) * 0x1000,
                        3,
                        at % 2 == 0 ? "ASSIGNED" : "UNASSIGNED",
                        "RAM",
                        at % 2 == 0 ? "0x43000000" : null))
                .toList();
        return last < end
                ? make(RttMapResponse.class, "runs", some, "next", "0x" + Long.toHexString(last * 0x1000))
                : make(RttMapResponse.class, "runs", some);
    }

    private List<Map<String, Object>> fewRuns() {
        List<Map<String, Object>> pages = pageInMap
                ? List.of(
                        run(2 * MIB, 2 * MIB + 0x1000, 3, "ASSIGNED", "RAM", "0x43200000"),
                        run(2 * MIB + 0x1000, 2 * MIB + 0x2000, 3, pageState, "RAM", null),
                        run(2 * MIB + 0x2000, 2 * MIB + 0x40000, 3, "ASSIGNED", "RAM", "0x43202000"))
                : List.of(run(2 * MIB, 2 * MIB + 0x40000, 3, "ASSIGNED", "RAM", "0x43200000"));
        return Stream.of(
                        List.of(run(0, 2 * MIB, 2, "UNASSIGNED", "RAM", null)),
                        pages,
                        List.of(
                                run(2 * MIB + 0x40000, 4 * MIB, 3, "UNASSIGNED", "RAM", null),
                                run(4 * MIB, 16 * MIB, 2, "ASSIGNED", "RAM", "0x43400000"),
                                run(16 * MIB, 40 * MIB, 2, "UNASSIGNED", "RAM", null),
                                run(40 * MIB, 42 * MIB, 3, "UNASSIGNED", "DESTROYED", null),
                                run(42 * MIB, 64 * MIB, 2, "UNASSIGNED", "RAM", null),
                                run(64 * MIB, 1L << 35, 1, "UNASSIGNED", "EMPTY", null),
                                run(1L << 35, (1L << 35) + 64 * MIB, 2, "ASSIGNED_NS", null, "0x80000000"),
                                run((1L << 35) + 64 * MIB, 1L << 36, 1, "UNASSIGNED_NS", null, null)))
                .flatMap(List::stream)
                .toList();
    }

    private static Map<String, Object> run(
            long base, long end, int level, String state, @Nullable String ripas, @Nullable String output) {
        Map<String, Object> run = new HashMap<>(Map.of(
                "base",
                "0x" + Long.toHexString(base),
                "end",
                "0x" + Long.toHexString(end),
                "level",
                level,
                "state",
                state));
        if (ripas != null) {
            run.put("ripas", ripas);
        }
        if (output != null) {
            run.put("outputAddress", output);
        }
        return run;
    }

    private static RipasMapResponse ripasMap() {
        return make(
                RipasMapResponse.class,
                "runs",
                List.of(),
                "protectedEnd",
                "0x800000000",
                "memslots",
                List.of(Map.of(
                        "number",
                        0,
                        "name",
                        "ram",
                        "base",
                        "0x0",
                        "end",
                        "0x4000000",
                        "readOnly",
                        false,
                        "backing",
                        "anon")),
                "populated",
                List.of(Map.of("base", "0x400000", "end", "0x600000")));
    }

    private static GranulesResponse granules() {
        return make(
                GranulesResponse.class,
                "runs",
                List.of(
                        granules(0x40000000, 0x40100000, "ns", "UNDELEGATED", null),
                        granules(0x40100000, 0x41900000, "realm", "DELEGATED", null),
                        granules(0x41900000, 0x42100000, "ns", "UNDELEGATED", null),
                        granules(0x42100000, 0x42101000, "realm", "RD", "0x42100000"),
                        granules(0x42101000, 0x42102000, "realm", "REC", "0x42100000"),
                        granules(0x42102000, 0x42110000, "realm", "REC_AUX", "0x42100000"),
                        granules(0x42200000, 0x42220000, "realm", "RTT", "0x42100000"),
                        granules(0x42220000, 0x43000000, "ns", "UNDELEGATED", null),
                        granules(0x43000000, 0x44000000, "realm", "DATA", "0x42100000"),
                        granules(0x44000000, 0x48000000, "ns", "UNDELEGATED", null)));
    }

    private static Map<String, Object> granules(
            long base, long end, String space, String state, @Nullable String owner) {
        Map<String, Object> run = new HashMap<>(Map.of(
                "base",
                "0x" + Long.toHexString(base),
                "end",
                "0x" + Long.toHexString(end),
                "space",
                space,
                "state",
                state));
        if (owner != null) {
            run.put("owner", owner);
        }
        return run;
    }

    private static CompareResponse compare() {
        Map<String, Object> page = Map.of(
                "base",
                "0x200000",
                "end",
                "0x201000",
                "before",
                "UNASSIGNED, RAM, level 2",
                "after",
                "ASSIGNED, RAM, IPA + 0x43000000");
        return make(
                CompareResponse.class,
                "rtt",
                List.of(page),
                "ripas",
                List.of(),
                "granules",
                List.of(Map.of(
                        "base",
                        "0x43200000",
                        "end",
                        "0x43201000",
                        "before",
                        "pa(ns), UNDELEGATED",
                        "after",
                        "pa(realm), DATA of 0x42100000")),
                "registers",
                Arrays.asList(Map.of("group", "General", "name", "X0", "before", "0x0", "after", "0x1")));
    }
}
