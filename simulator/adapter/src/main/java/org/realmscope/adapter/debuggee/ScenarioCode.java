package org.realmscope.adapter.debuggee;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.control.BreakpointStatus;
import org.realmscope.debug.control.CodeResolver;
import org.realmscope.debug.control.LineMap;
import org.realmscope.debug.control.LinePosition;
import org.realmscope.debug.inspect.AddressSpace;
import org.realmscope.debug.inspect.RealmSelector;
import org.realmscope.debug.inspect.Regime;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.pe.Pe;
import org.realmscope.scenario.guest.GuestProgram;
import org.realmscope.scenario.model.Position;
import org.realmscope.scenario.model.RealmSetup;
import org.realmscope.scenario.model.Scenario;
import org.realmscope.scenario.model.VcpuSetup;
import org.realmscope.scenario.run.ScenarioRun;

/** The lines of a scenario as source code of what its vCPUs run. Stage 1 is off in guests: addresses are IPAs. */
public final class ScenarioCode implements CodeResolver, LineMap {
    private static final int INSTRUCTION_SIZE = 4;

    private final Scenario scenario;
    private final List<GuestProgram> programs;
    /** Realm of each PE by the order of the scenario; the first PE has none. */
    private final List<Integer> realmOfPe = new ArrayList<>();

    private final List<String> vcpuOfPe = new ArrayList<>();
    /** Per realm, by line, where the code of the line begins. */
    private final List<Map<Integer, List<Long>>> lines = new ArrayList<>();

    ScenarioCode(ScenarioRun run) {
        this.scenario = run.scenario();
        this.programs = run.programs();
        for (int realm = 0; realm < programs.size(); realm++) {
            RealmSetup setup = scenario.realms().get(realm);
            for (VcpuSetup vcpu : setup.vcpus()) {
                realmOfPe.add(realm);
                vcpuOfPe.add(setup.name() + "." + vcpu.name());
            }
            lines.add(linesOf(programs.get(realm)));
        }
    }

    private static Map<Integer, List<Long>> linesOf(GuestProgram program) {
        Map<Integer, List<Long>> lines = new TreeMap<>();
        Position last = null;
        for (long pc = program.code().base(); pc < program.code().end(); pc += INSTRUCTION_SIZE) {
            Position position = program.positionAt(pc).orElse(null);
            if (position != null && !position.equals(last)) {
                lines.computeIfAbsent(position.line(), line -> new ArrayList<>())
                        .add(pc);
            }
            last = position;
        }
        return lines;
    }

    // --- files

    /** Absolute path of the scenario. */
    public Path file() {
        return Path.of(scenario.file()).toAbsolutePath().normalize();
    }

    /** Whether a client's name of a file is the scenario's. */
    public boolean isScenario(String source) {
        Path path = Path.of(source);
        return path.toAbsolutePath().normalize().equals(file());
    }

    /** Lines that have code, ascending. */
    public List<Integer> lines() {
        TreeSet<Integer> all = new TreeSet<>();
        lines.forEach(ofRealm -> all.addAll(ofRealm.keySet()));
        return List.copyOf(all);
    }

    /** The first line from {@code line} on that has code, as far as the file is known; else {@code line}. */
    public int nearestLine(String source, int line) {
        return isScenario(source)
                ? lines().stream().filter(each -> each >= line).findFirst().orElse(line)
                : line;
    }

    /** What runs on a PE, as the scenario names it; null for the VMM's PE and those that nobody uses. */
    public @Nullable String vcpu(int pe) {
        return pe < 1 || pe > vcpuOfPe.size() ? null : vcpuOfPe.get(pe - 1);
    }

    // --- code of lines and functions

    /** The address space of a realm's guest. */
    private static AddressSpace space(int realm) {
        return new AddressSpace.Virtual(Regime.EL1R, AddressSpace.Virtual.ANY_PE, new RealmSelector.Numbered(realm));
    }

    @Override
    public List<BreakpointStatus.Place> line(String source, int line) {
        List<BreakpointStatus.Place> places = new ArrayList<>();
        for (int realm = 0; isScenario(source) && realm < lines.size(); realm++) {
            for (long pc : lines.get(realm).getOrDefault(line, List.of())) {
                places.add(new BreakpointStatus.Place(space(realm), pc));
            }
        }
        return places;
    }

    @Override
    public List<BreakpointStatus.Place> function(String name) {
        return List.of();
    }

    // --- source lines of PEs

    @Override
    public @Nullable LinePosition position(Pe pe, long address) {
        boolean isGuest = pe.securityState == SecurityState.REALM && pe.el < 2;
        if (!isGuest || pe.index < 1 || pe.index > realmOfPe.size()) {
            return null;
        }
        int realm = realmOfPe.get(pe.index - 1);
        Position position = programs.get(realm).positionAt(address).orElse(null);
        if (position == null) {
            return null;
        }
        boolean isStart =
                lines.get(realm).getOrDefault(position.line(), List.of()).contains(address);
        return new LinePosition(file().toString(), position.line(), vcpuOfPe.get(pe.index - 1), 0, isStart);
    }

    @Override
    public long frame(Pe pe) {
        return 0;
    }

    @Override
    public OptionalLong returnAddress(Pe pe) {
        return OptionalLong.empty();
    }

    @Override
    public SortedSet<Long> statements(Pe pe, long address) {
        TreeSet<Long> statements = new TreeSet<>();
        if (position(pe, address) != null) {
            lines.get(realmOfPe.get(pe.index - 1)).values().forEach(statements::addAll);
        }
        return statements;
    }

    @Override
    public long behindPrologue(Pe pe) {
        return pe.pc;
    }
}
