package org.realmscope.debug.symbols;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.dwarf.SourceFile;
import org.realmscope.machine.HostImages;

/** Finds the contents of source files. */
public final class SourceCatalog {
    private static final String HOST_PREFIX = "host-kvm";

    private final List<SourceRoot> roots;

    /** @param roots in the order in which they are looked at */
    public SourceCatalog(List<SourceRoot> roots) {
        this.roots = List.copyOf(roots);
    }

    /** The sources that come with the host image; none in a build without them. */
    public static SourceRoot ofHostKvm() {
        return new SourceRoot.Texts(HOST_PREFIX, HostImages.kvmSources());
    }

    /** The sources of a host image that was built from a copy of those, beside them. */
    public static SourceRoot ofHostImage(Path directory) {
        return new SourceRoot.Directory(HOST_PREFIX, directory);
    }

    /** The contents of a file; null if no root has it. */
    public @Nullable SourceText find(SourceFile file) {
        for (SourceRoot root : roots) {
            SourceText text = root.find(file);
            if (text != null) {
                return text;
            }
        }
        return null;
    }
}
