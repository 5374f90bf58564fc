package org.realmscope.adapter.gdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.realmscope.debug.elf.ElfFile;
import org.realmscope.machine.HostImages;
import org.realmscope.platform.UserError;
import org.realmscope.scenario.model.Scenario;

/** The ELF file that runs at NS-EL2, whose symbols gdb is offered. */
final class HostProgram {
    private final String path;
    private final byte[] file;
    private final ElfFile elf;

    private HostProgram(String name, byte[] file) {
        this.path = "/" + name;
        this.file = file;
        this.elf = ElfFile.parse(name, file);
    }

    /**
     * The host of a scenario.
     *
     * @throws UserError if it cannot be read any more
     */
    static HostProgram of(Scenario scenario) {
        String image = scenario.host().image();
        if (image == null) {
            return new HostProgram("host-kvm.elf", HostImages.kvmFile());
        }
        Path path = Path.of(scenario.file()).resolveSibling(image);
        try {
            return new HostProgram(String.valueOf(path.getFileName()), Files.readAllBytes(path));
        } catch (IOException e) {
            throw new UserError(UserError.Code.FILE_UNREADABLE, path + " cannot be read");
        }
    }

    /** By which gdb asks for it. */
    String path() {
        return path;
    }

    /** Bytes of the file. */
    int size() {
        return file.length;
    }

    /** Bytes of the file as a packet can carry them. */
    byte[] escaped(int from, int to) {
        return PacketWriter.escaped(file, from, to);
    }

    /** Whether an address is one of the host's code or data. */
    boolean contains(long va) {
        return elf.segments().stream().anyMatch(segment -> segment.contains(va));
    }
}
