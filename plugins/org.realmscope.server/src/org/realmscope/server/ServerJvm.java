package org.realmscope.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The JVM of servers, which is the IDE's own. */
final class ServerJvm {
    static final int FEATURE = Runtime.version().feature();

    /** Variables with which JVMs take arguments. */
    static final List<String> VARIABLES = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private static final int FIRST_TO_WARN_OF_UNSAFE = 24;
    private static final int FIRST_TO_LOG_AOT = 24;
    private static final String COLLECTOR = "-XX:\\+Use(Serial|Parallel|G1|Z|Shenandoah|Epsilon)GC";

    /**
     * For a server that starts without an archive of classes: methods get the best code when they have been called four
     * times as often as usual. Else compiling them takes a third of the processor time until the first stop, in which
     * everything else waits on small machines.
     */
    static final List<String> PATIENT_COMPILER = List.of(
            "-XX:Tier4InvocationThreshold=20000",
            "-XX:Tier4MinInvocationThreshold=2400",
            "-XX:Tier4CompileThreshold=60000",
            "-XX:Tier4BackEdgeThreshold=160000");

    private ServerJvm() {
        // Functions only.
    }

    /** The program. */
    static Path program() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /**
     * What every server's JVM is told first.
     *
     * @param others arguments of people, which come after these
     */
    static List<String> options(List<String> others) {
        List<String> options = new ArrayList<>();
        if (others.stream().noneMatch(each -> each.matches(COLLECTOR))) {
            options.add("-XX:+UseSerialGC");
        }
        // Guice, of the language's reader, makes classes at run time only with sun.misc.Unsafe, about which JDKs warn.
        options.add("-Dguice_bytecode_gen_option=DISABLED");
        // Consoles read it so, whatever the locale.
        options.add("-Dstderr.encoding=UTF-8");
        if (FEATURE >= FIRST_TO_WARN_OF_UNSAFE) {
            options.add("--sun-misc-unsafe-memory-access=allow");
        }
        // Standard output has the protocol. An archive of classes that does not fit is no news for people.
        options.add("-XX:+DisplayVMOutputToStderr");
        options.add("-Xlog:disable");
        options.add("-Xlog:all=warning,cds*=off,class+path*=off%s:stderr"
                .formatted(FEATURE >= FIRST_TO_LOG_AOT ? ",aot*=off" : ""));
        return options;
    }

    /** The arguments that a JVM takes from its environment. */
    static List<String> arguments(Map<String, String> environment) {
        return VARIABLES.stream()
                .map(environment::get)
                .flatMap(value -> value == null ? Stream.empty() : Arrays.stream(value.split("\\s+")))
                .toList();
    }
}
