package org.realmscope.adapter.debuggee;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.debug.Module;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.dwarf.LoadedImage;
import org.realmscope.debug.elf.ElfSection;
import org.realmscope.debug.symbols.ProgramImage;

/** The programs as modules of the protocol, numbered from 1; behind them the built-in RMM. */
public final class ModuleText {
    private final Programs programs;

    public ModuleText(Programs programs) {
        this.programs = programs;
    }

    /** All of them. */
    public List<Module> all() {
        List<Module> modules = new ArrayList<>();
        for (ProgramImage image : programs.symbols().images()) {
            modules.add(module(modules.size() + 1, image));
        }
        if (!programs.models().all().isEmpty()) {
            Module model = new Module();
            model.setId(modules.size() + 1);
            model.setName("RMM");
            model.setSymbolStatus("A model of the specification's commands; it has no instructions.");
            model.setIsUserCode(false);
            modules.add(model);
        }
        return modules;
    }

    private static Module module(int id, ProgramImage image) {
        Module module = new Module();
        module.setId(id);
        module.setName(image.name());
        boolean hasLines = !image.info().lines().sequences().isEmpty();
        module.setSymbolStatus(hasLines ? "Symbols and lines loaded." : "No debug information; symbols only.");
        module.setIsUserCode(true);
        long bias = image.loaded().bias();
        ElfSection first = null;
        ElfSection last = null;
        for (ElfSection section : image.info().elf().sections()) {
            if (section.size() > 0 && image.info().elf().isCode(section.address())) {
                first = first == null || section.address() < first.address() ? section : first;
                last = last == null || section.address() > last.address() ? section : last;
            }
        }
        if (first != null && last != null) {
            module.setAddressRange("%s to 0x%x"
                    .formatted(image.space().format(first.address() + bias), last.address() + last.size() + bias));
        }
        return module;
    }

    /** The number of an image; null if it is none of the programs. */
    public @Nullable Either<Integer, String> id(@Nullable LoadedImage loaded) {
        List<ProgramImage> images = programs.symbols().images();
        for (int i = 0; i < images.size(); i++) {
            if (images.get(i).loaded().equals(loaded)) {
                return Either.forLeft(i + 1);
            }
        }
        return null;
    }
}
