package org.realmscope.hostkvm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the host image is built from: C sources, Makefile and README, as the build puts them beside the image. */
public final class HostSources {
    private static final String DIRECTORY = "/org/realmscope/hostkvm/source";

    private HostSources() {}

    /**
     * A file.
     *
     * @param path relative to the directory of the Makefile, with slashes
     */
    public record SourceFile(String path, String text) {}

    /** Whether the sources are there: only a build by Maven adds them. */
    public static boolean arePresent() {
        return HostSources.class.getResource(DIRECTORY + "/Makefile") != null;
    }

    /** All files, by path. */
    public static List<SourceFile> files() {
        URL makefile = HostSources.class.getResource(DIRECTORY + "/Makefile");
        if (makefile == null) {
            throw new IllegalStateException("the host image's sources are not among the resources");
        }
        try {
            URI uri = makefile.toURI();
            if (!uri.getScheme().equals("jar")) {
                return filesBelow(Path.of(uri).resolveSibling("."));
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return filesBelow(jar.getPath(DIRECTORY));
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException(makefile + " is no URI", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<SourceFile> filesBelow(Path directory) throws IOException {
        Path top = directory.normalize();
        List<SourceFile> files = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(top)) {
            for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
                String relative = top.relativize(path).toString().replace('\\', '/');
                files.add(new SourceFile(relative, Files.readString(path)));
            }
        }
        return files;
    }
}
