package org.realmscope.adapter.debuggee;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.control.HazardSource;
import org.realmscope.debug.elf.ElfFile;
import org.realmscope.debug.inspect.RealmSelector;
import org.realmscope.debug.symbols.ProgramImage;
import org.realmscope.debug.symbols.SymbolScopes;
import org.realmscope.machine.HostImages;
import org.realmscope.machine.Machine;
import org.realmscope.machine.control.StopReason;
import org.realmscope.machine.history.RunRecorder;
import org.realmscope.platform.UserError;
import org.realmscope.scenario.guest.GuestImage;
import org.realmscope.scenario.guest.GuestProgram;
import org.realmscope.scenario.model.Bytes;
import org.realmscope.scenario.model.RealmSetup;
import org.realmscope.scenario.model.Scenario;
import org.realmscope.scenario.model.VcpuSetup;
import org.realmscope.scenario.report.TextReport;
import org.realmscope.scenario.run.ScenarioResult;
import org.realmscope.scenario.run.ScenarioRun;

/** A scenario. The first PE is the VMM's, the others are of the vCPUs in source order. */
final class ScenarioWorkload implements Workload {
    private static final String HOST = "host-kvm.elf";

    private final ScenarioRun run;
    private final List<ProgramImage> images = new ArrayList<>();
    private final List<String> vcpus = new ArrayList<>();

    /**
     * @throws UserError if a file of the scenario cannot be read
     * @throws org.realmscope.debug.elf.MalformedFileException if one is damaged
     */
    ScenarioWorkload(ScenarioRun run) {
        this.run = run;
        String host = scenario().host().image();
        images.add(ProgramImage.host(
                host == null ? HOST : host, host == null ? HostImages.kvmFile() : read(scenario(), host)));
        for (int realm = 0; realm < run.programs().size(); realm++) {
            addGuests(realm, run.programs().get(realm));
        }
        String rmm = scenario().rmm().image();
        byte[] file = rmm == null ? new byte[0] : read(scenario(), rmm);
        if (rmm != null && ElfFile.isElf(file)) {
            images.add(ProgramImage.rmm(rmm, file));
        }
        for (RealmSetup realm : scenario().realms()) {
            for (VcpuSetup vcpu : realm.vcpus()) {
                vcpus.add(realm.name() + "." + vcpu.name());
            }
        }
    }

    private void addGuests(int realm, GuestProgram program) {
        RealmSelector selector = new RealmSelector.Numbered(realm);
        Bytes steps = program.elf().orElse(null);
        if (steps != null) {
            String name = scenario().realms().get(realm).name() + ".elf";
            images.add(ProgramImage.guest(name, selector, steps.toArray()));
        }
        for (GuestImage image : program.images()) {
            images.add(ProgramImage.guest(image.path(), selector, read(scenario(), image.path()), image.base()));
        }
    }

    /** Files that a scenario names are relative to it. */
    private static byte[] read(Scenario scenario, String file) {
        Path path = Path.of(scenario.file()).resolveSibling(file);
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new UserError(UserError.Code.FILE_UNREADABLE, path + " cannot be read: " + e.getMessage());
        }
    }

    @Override
    public Machine machine() {
        return run.machine();
    }

    @Override
    public RunRecorder recorder() {
        return run.recorder();
    }

    @Override
    public Path file() {
        return Path.of(scenario().file()).toAbsolutePath().normalize();
    }

    @Override
    public @Nullable Path hostDirectory() {
        String host = scenario().host().image();
        return host == null ? null : file().resolveSibling(host).normalize().getParent();
    }

    @Override
    public String title() {
        return scenario().title();
    }

    @Override
    public List<ProgramImage> images() {
        return List.copyOf(images);
    }

    @Override
    public HazardSource hazards(SymbolScopes symbols) {
        return new HostHazards(run, symbols);
    }

    @Override
    public @Nullable String vcpu(int pe) {
        return pe < 1 || pe > vcpus.size() ? null : vcpus.get(pe - 1);
    }

    @Override
    public Outcome end(StopReason reason) {
        ScenarioResult result = run.result(reason);
        StringBuilder text = new StringBuilder();
        try {
            TextReport.write(result, text);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new Outcome(result.isMet(), text.toString());
    }

    @Override
    public Scenario scenario() {
        return run.scenario();
    }

    @Override
    public List<GuestProgram> programs() {
        return run.programs();
    }
}
