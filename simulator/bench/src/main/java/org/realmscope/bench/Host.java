package org.realmscope.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The machine that figures are measured on. */
public final class Host {
    private static final Path CPU_INFORMATION = Path.of("/proc/cpuinfo");

    private Host() {}

    /** Processor, cores that the JVM may use, operating system and JVM, in one line. */
    public static String description() {
        return "%s, %d cores, %s %s, %s %s"
                .formatted(
                        processor(),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        System.getProperty("java.vendor"),
                        System.getProperty("java.vm.version"));
    }

    private static String processor() {
        try {
            return Files.readAllLines(CPU_INFORMATION).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown processor");
        } catch (IOException e) {
            return "unknown processor";
        }
    }
}
