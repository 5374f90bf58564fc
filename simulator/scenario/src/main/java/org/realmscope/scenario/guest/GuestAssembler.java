package org.realmscope.scenario.guest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.realmscope.abi.RsiHostCall;
import org.realmscope.machine.image.ElfImage;
import org.realmscope.platform.UserError;
import org.realmscope.scenario.model.AddressRange;
import org.realmscope.scenario.model.RealmSetup;
import org.realmscope.scenario.model.VcpuSetup;

/**
 * Assembles the programs of a realm. One program does the steps of all vCPUs: exception vectors, the vCPUs' code one
 * behind the other, then pages for RsiHostCall and the buffer. Stage 1 stays off, so that every address is an IPA.
 */
public final class GuestAssembler {
    /** Alignment of a position-independent ELF: the largest translation granule that it can be linked for. */
    private static final int IMAGE_ALIGNMENT = 0x1_0000;

    private static final String PROGRAM = "the guest program";

    private final RealmSetup realm;
    private final GuestPages pages;
    private final ProgramCode program;
    private final List<GuestImage> images = new ArrayList<>();

    private GuestAssembler(RealmSetup realm) {
        this.realm = realm;
        this.pages = new GuestPages(realm);
        this.program = new ProgramCode(realm.programBase(), realm.vcpus());
    }

    /**
     * Assembles what the vCPUs of a realm do. ELF files are relative to the scenario file.
     *
     * @throws UserError with the position, if a step has no code, a program is not where the realm has memory, or an
     *     ELF cannot be used
     */
    public static GuestProgram assemble(RealmSetup realm) {
        return new GuestAssembler(realm).assemble();
    }

    /**
     * Where the parts of the program are.
     *
     * @param dataBase first page behind the code
     * @param end first page behind the data
     */
    private record Layout(VcpuSetup first, List<ElfSymbol> functions, List<ElfSymbol> data, long dataBase, long end) {}

    private GuestProgram assemble() {
        List<VcpuSetup> stepping =
                realm.vcpus().stream().filter(vcpu -> vcpu.elf() == null).toList();
        Map<String, ElfImage> files = read();
        files.forEach((path, image) -> {
            if (!image.isRelocatable()) {
                place(path, image, 0);
            }
        });
        Layout layout = stepping.isEmpty() ? null : layOut(stepping);
        long end = layout == null ? 0 : layout.end;
        files.forEach((path, image) -> {
            if (image.isRelocatable()) {
                place(path, image, GuestPages.up(Math.max(pages.end(), end), IMAGE_ALIGNMENT));
            }
        });
        StepProgram steps = layout == null ? null : finish(layout);
        List<Long> entries = realm.vcpus().stream().map(this::entry).toList();
        return new GuestProgram(realm.vcpus(), entries, pages.segments(), images, steps);
    }

    private long entry(VcpuSetup vcpu) {
        return label(program.entries, vcpu).address();
    }

    private static Label label(Map<String, Label> labels, VcpuSetup vcpu) {
        Label label = labels.get(vcpu.name());
        if (label == null) {
            throw new IllegalStateException("no label for " + vcpu.name());
        }
        return label;
    }

    private Layout layOut(List<VcpuSetup> stepping) {
        if (realm.programBase() % GuestPages.PAGE != 0) {
            throw ProgramCode.error(
                    realm.position(),
                    "the program is at 0x%x; it must be at a multiple of 0x%x"
                            .formatted(realm.programBase(), GuestPages.PAGE));
        }
        CodeBuffer code = program.code;
        new ExceptionVectors(program).emit(realm.position());
        List<ElfSymbol> functions = new ArrayList<>();
        functions.add(ElfSymbol.function("vectors", code.since(realm.programBase()), realm.position()));
        for (VcpuSetup vcpu : stepping) {
            long start = code.here();
            new VcpuEmitter(program, vcpu).emit(label(program.entries, vcpu), label(program.hostCalls, vcpu));
            functions.add(ElfSymbol.function(vcpu.name(), code.since(start), vcpu.position()));
        }
        code.bind(program.end);
        List<ElfSymbol> data = new ArrayList<>();
        long dataBase = GuestPages.up(code.here(), GuestPages.PAGE);
        long at = dataBase;
        for (VcpuSetup vcpu : stepping) {
            label(program.hostCalls, vcpu).bind(at);
            data.add(ElfSymbol.object(vcpu.name() + ".host_call", at, RsiHostCall.SIZE));
            at += RsiHostCall.SIZE;
        }
        at = GuestPages.up(at, GuestPages.PAGE);
        program.buffer.bind(at);
        if (program.bufferUsed) {
            data.add(ElfSymbol.object("buffer", at, GuestPages.PAGE));
            at += GuestPages.PAGE;
        }
        return new Layout(stepping.getFirst(), functions, data, dataBase, at);
    }

    private StepProgram finish(Layout layout) {
        long base = realm.programBase();
        AddressRange code = program.code.since(base);
        ByteWriter text = program.code.finish();
        pages.place(base, text.toByteArray(), layout.end - base, PROGRAM, realm.position());
        GuestElf elf = new GuestElf(realm, program, layout.functions, layout.data, text);
        return new StepProgram(
                program.steps,
                program.rows,
                code,
                program.bufferUsed ? OptionalLong.of(program.buffer.address()) : OptionalLong.empty(),
                elf.write(entry(layout.first), layout.dataBase, (int) (layout.end - layout.dataBase)));
    }

    /** The ELF files by path. */
    private Map<String, ElfImage> read() {
        Map<String, ElfImage> files = new TreeMap<>();
        for (VcpuSetup vcpu : realm.vcpus()) {
            String path = vcpu.elf();
            if (path != null && !files.containsKey(path)) {
                Path file = Path.of(vcpu.position().file()).resolveSibling(path);
                try {
                    files.put(path, ElfImage.read(file));
                } catch (UserError e) {
                    throw new UserError(e.code(), vcpu.position() + ": " + e.getMessage());
                }
            }
        }
        return files;
    }

    private void place(String path, ElfImage image, long base) {
        List<VcpuSetup> users =
                realm.vcpus().stream().filter(vcpu -> path.equals(vcpu.elf())).toList();
        VcpuSetup first = users.getFirst();
        for (ElfImage.Segment segment : image.segments()) {
            pages.place(
                    segment.physicalAddress() + base,
                    image.contents(segment),
                    segment.memorySize(),
                    path,
                    first.position());
        }
        GuestImage placed = new GuestImage(first, path, base, image.entry() + base);
        images.add(placed);
        users.forEach(vcpu -> label(program.entries, vcpu).bind(placed.entry()));
    }
}
