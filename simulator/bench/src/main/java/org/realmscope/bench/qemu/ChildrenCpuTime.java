package org.realmscope.bench.qemu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The processor time of child processes that have ended, from Linux's {@code /proc/self/stat}. */
final class ChildrenCpuTime {
    private static final Path STAT = Path.of("/proc/self/stat");
    /** Positions of cutime and cstime after the closing parenthesis of the command's name. */
    private static final int CUTIME = 13;

    private static final int CSTIME = 14;
    /** USER_HZ is 100 on every architecture that has a JVM. */
    private static final long NANOS_PER_TICK = 10_000_000;

    private ChildrenCpuTime() {}

    /** User and system time together; 0 where {@code /proc} does not exist. */
    static long nanos() throws IOException {
        if (!Files.isReadable(STAT)) {
            return 0;
        }
        String stat = Files.readString(STAT);
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[CUTIME]) + Long.parseLong(fields[CSTIME])) * NANOS_PER_TICK;
    }
}
