package org.realmscope.scenario.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.realmscope.platform.UserError;
import org.realmscope.scenario.model.GuestStep;
import org.realmscope.scenario.model.RealmSetup;

/** vCPUs that run ELF files of the user's. */
class GuestImageTest {
    private static final long BASE = 0x10_0000;
    private static final long DATA = 0x20_0000;

    @TempDir
    Path directory;

    private Steps steps() {
        return new Steps(directory.resolve("guest.rme").toString());
    }

    /** A program that stores a value, as an ELF at {@link #BASE}; as ET_DYN if wanted. */
    private void write(String name, boolean relocatable) throws IOException {
        Steps steps = new Steps();
        RealmSetup realm = steps.realm(
                List.of(steps.slot(0, 0, Steps.RAM)),
                List.of(),
                relocatable ? 0 : BASE,
                steps.vcpu(0, steps.store(8, 0x1234, DATA), steps.load(8, DATA, 0x1234)));
        byte[] elf = GuestAssembler.assemble(realm).elf().orElseThrow().toArray();
        if (relocatable) {
            ByteBuffer.wrap(elf).order(ByteOrder.LITTLE_ENDIAN).putShort(16, (short) 3);
        }
        Files.write(directory.resolve(name), elf);
    }

    @Test
    void elfRunsFromItsEntry() throws IOException {
        write("guest.elf", false);
        Steps steps = steps();
        GuestRealm realm = new GuestRealm(steps.realm(steps.vcpuWithElf(0, "guest.elf")));
        realm.runToEnd(0);
        assertEquals(List.of(), realm.exceptions);
        assertEquals(Optional.empty(), realm.program.elf());
        assertEquals(List.of(), realm.program.steps());
        assertEquals(Optional.empty(), realm.program.stepAt(BASE));
        GuestImage image = realm.program.images().getFirst();
        assertEquals("guest.elf", image.path());
        assertEquals(0, image.base());
        assertEquals(BASE + 0x400, image.entry());
        assertEquals(BASE, realm.program.segments().getFirst().ipa());
    }

    @Test
    void elfAndStepsRunInOneRealm() throws IOException {
        write("fixed.elf", false);
        write("moving.elf", true);
        Steps steps = steps();
        GuestStep on = steps.call(
                "PSCI_CPU_ON",
                0xc400_0003L,
                List.of(
                        new GuestStep.Argument.VcpuMpidr("vcpu1"),
                        new GuestStep.Argument.VcpuEntry("vcpu1"),
                        Steps.value(0)),
                0);
        GuestStep onMoved = steps.call(
                "PSCI_CPU_ON",
                0xc400_0003L,
                List.of(
                        new GuestStep.Argument.VcpuMpidr("vcpu2"),
                        new GuestStep.Argument.VcpuEntry("vcpu2"),
                        Steps.value(0)),
                0);
        GuestRealm realm = new GuestRealm(steps.realm(
                steps.vcpu(
                        0, on, steps.await(0x1234, DATA), steps.store(8, 0, DATA), onMoved, steps.await(0x1234, DATA)),
                steps.vcpuWithElf(1, "fixed.elf"),
                steps.vcpuWithElf(2, "moving.elf")));
        realm.post(2, GuestRealm.RUN);
        realm.post(3, GuestRealm.RUN);
        realm.runToEnd(0);
        assertEquals(List.of(), realm.exceptions);
        assertEquals(
                List.of(0L, 0x11_0000L),
                realm.program.images().stream().map(GuestImage::base).toList());
    }

    private void refused(RealmSetup realm, UserError.Code code, String part) {
        UserError error = assertThrows(UserError.class, () -> GuestAssembler.assemble(realm));
        assertEquals(code, error.code());
        assertTrue(error.getMessage().startsWith(realm.vcpus().getLast().position() + ": "), error.getMessage());
        assertTrue(error.getMessage().contains(part), error.getMessage());
    }

    @Test
    void unusableElfIsRefusedAtTheVcpu() throws IOException {
        Steps steps = steps();
        refused(
                steps.realm(steps.vcpuWithElf(0, "missing.elf")),
                UserError.Code.FILE_UNREADABLE,
                "missing.elf: cannot be read (no such file)");
        Files.writeString(directory.resolve("text.elf"), "text");
        refused(steps.realm(steps.vcpuWithElf(0, "text.elf")), UserError.Code.ELF_INVALID, "not an ELF file");
        write("fixed.elf", false);
        refused(
                steps.realm(List.of(steps.slot(0, 0, BASE)), List.of(), 0, steps.vcpuWithElf(0, "fixed.elf")),
                UserError.Code.SCENARIO_INVALID,
                "is in no slot at 0x100000");
        write("other.elf", false);
        refused(
                steps.realm(steps.vcpuWithElf(0, "fixed.elf"), steps.vcpuWithElf(1, "other.elf")),
                UserError.Code.SCENARIO_INVALID,
                "other.elf at 0x100000 to");
    }

    @Test
    void elfAndProgramAreDisjoint() throws IOException {
        write("fixed.elf", false);
        Steps steps = steps();
        RealmSetup realm = steps.realm(
                List.of(steps.slot(0, 0, Steps.RAM)),
                List.of(),
                BASE,
                steps.vcpu(0),
                steps.vcpuWithElf(1, "fixed.elf"));
        UserError error = assertThrows(UserError.class, () -> GuestAssembler.assemble(realm));
        assertTrue(error.getMessage().contains("overlaps fixed.elf in the page at 0x100000"), error.getMessage());
    }
}
