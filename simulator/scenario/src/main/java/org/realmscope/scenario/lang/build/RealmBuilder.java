package org.realmscope.scenario.lang.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.xtext.EcoreUtil2;
import org.realmscope.scenario.lang.syntax.Populate;
import org.realmscope.scenario.lang.syntax.Program;
import org.realmscope.scenario.lang.syntax.RamRange;
import org.realmscope.scenario.lang.syntax.Realm;
import org.realmscope.scenario.lang.syntax.Setting;
import org.realmscope.scenario.lang.syntax.Slot;
import org.realmscope.scenario.lang.syntax.Vcpu;
import org.realmscope.scenario.lang.vocabulary.StateNames;
import org.realmscope.scenario.model.AddressRange;
import org.realmscope.scenario.model.Bytes;
import org.realmscope.scenario.model.Content;
import org.realmscope.scenario.model.MmioRegister;
import org.realmscope.scenario.model.RealmSetup;
import org.realmscope.scenario.model.SlotSetup;
import org.realmscope.scenario.model.SlotSetup.Backing;
import org.realmscope.scenario.model.VcpuSetup;

/** Builds realms. */
final class RealmBuilder {
    private final SourceText source;
    private final Path directory;

    RealmBuilder(SourceText source, Path directory) {
        this.source = source;
        this.directory = directory;
    }

    RealmSetup build(Realm realm) {
        List<Setting> settings = Elements.settings(realm);
        List<SlotSetup> slots = slots(realm);
        List<Program> programs = EcoreUtil2.typeSelect(realm.getItems(), Program.class);
        return new RealmSetup(
                source.position(realm),
                realm.getName(),
                Elements.ipaBits(realm),
                Elements.startLevel(realm),
                Elements.isLpa2(realm),
                Elements.word(settings, "hash").equals(Optional.of("sha512")),
                slots,
                ripasRam(realm, slots),
                EcoreUtil2.typeSelect(realm.getItems(), Populate.class).stream()
                        .map(this::content)
                        .toList(),
                programBase(programs, slots),
                programs.stream().noneMatch(Program::isUnmeasured),
                mmio(realm),
                vcpus(realm));
    }

    private List<SlotSetup> slots(Realm realm) {
        List<SlotSetup> slots = new ArrayList<>();
        for (Slot slot : Elements.slots(realm)) {
            Backing backing = slot.getBacking() == null
                    ? Backing.ANON
                    : StateNames.backing(slot.getBacking()).orElseThrow();
            AddressRange range = Elements.range(slot.getRange()).orElseThrow();
            slots.add(new SlotSetup(
                    source.position(slot), slot.getName(), slots.size(), range, backing, slot.isReadOnly()));
        }
        return slots;
    }

    private static List<AddressRange> ripasRam(Realm realm, List<SlotSetup> slots) {
        List<RamRange> ranges = EcoreUtil2.typeSelect(realm.getItems(), RamRange.class);
        return ranges.isEmpty()
                ? slots.stream().map(SlotSetup::range).toList()
                : ranges.stream()
                        .map(range -> Elements.range(range.getRange()).orElseThrow())
                        .toList();
    }

    private static long programBase(List<Program> programs, List<SlotSetup> slots) {
        for (Program program : programs) {
            if (program.getBase() != null) {
                return program.getBase();
            }
        }
        return slots.isEmpty() ? 0 : slots.getFirst().range().base();
    }

    private List<MmioRegister> mmio(Realm realm) {
        return Elements.registers(realm).stream()
                .map(register -> new MmioRegister(source.position(register), register.getIpa(), register.getValue()))
                .toList();
    }

    private List<VcpuSetup> vcpus(Realm realm) {
        StepBuilder steps = new StepBuilder(source, realm);
        List<VcpuSetup> vcpus = new ArrayList<>();
        for (Vcpu vcpu : Elements.vcpus(realm)) {
            vcpus.add(new VcpuSetup(
                    source.position(vcpu),
                    vcpu.getName(),
                    vcpus.size(),
                    vcpu.isOn() || vcpus.isEmpty(),
                    vcpu.getElf(),
                    steps.build(vcpu.getSteps())));
        }
        return vcpus;
    }

    private Content content(Populate populate) {
        byte[] bytes = bytes(populate);
        if (populate.getEnd() != null || populate.getSize() != null) {
            AddressRange range = Elements.range(populate.getBase(), populate.getEnd(), populate.getSize());
            bytes = Arrays.copyOf(bytes, Math.toIntExact(range.size()));
        }
        return new Content(source.position(populate), populate.getBase(), Bytes.of(bytes), !populate.isUnmeasured());
    }

    private byte[] bytes(Populate populate) {
        if (populate.getFile() != null) {
            try {
                return Files.readAllBytes(directory.resolve(populate.getFile()));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        if (populate.getText() != null) {
            return populate.getText().getBytes(StandardCharsets.UTF_8);
        }
        ByteBuffer words =
                ByteBuffer.allocate(populate.getWords().size() * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        populate.getWords().forEach(word -> words.putInt(word.intValue()));
        return words.array();
    }
}
