package org.realmscope.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The classes of both servers as the JVM keeps them in memory, with which they start in much less time. A file's name
 * tells of which JVM and jars it is, so that none is used for others; the JVM looks at that once more by itself.
 *
 * @param name of the file, the same in each directory
 */
record ClassArchive(ArchiveFormat format, String name) {
    static final String PREFIX = "servers-";
    private static final int KEY_BYTES = 8;

    /**
     * The archive for the JVM of servers.
     *
     * @param jars in the order of the class path
     * @throws IOException if there is a jar that cannot be read
     */
    static ClassArchive of(List<Path> jars) throws IOException {
        ArchiveFormat format = ArchiveFormat.of(ServerJvm.FEATURE);
        StringBuilder key = new StringBuilder();
        for (String property : List.of("java.home", "java.vm.name", "java.vm.vendor", "java.vm.version")) {
            key.append(System.getProperty(property)).append('\n');
        }
        key.append(ServerJvm.options(List.of())).append('\n');
        for (Path jar : jars) {
            key.append(jar)
                    .append(' ')
                    .append(Files.size(jar))
                    .append(' ')
                    .append(Files.getLastModifiedTime(jar).toMillis())
                    .append('\n');
        }
        return new ClassArchive(format, PREFIX + hash(key.toString()) + format.extension());
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, KEY_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Whether a server with such arguments can use it. */
    static boolean isWanted(List<String> jvmArguments, Map<String, String> environment) {
        return !ArchiveFormat.areNamedIn(Stream.concat(jvmArguments.stream(), ServerJvm.arguments(environment).stream())
                .toList());
    }
}
