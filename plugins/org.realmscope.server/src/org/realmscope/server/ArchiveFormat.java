package org.realmscope.server;

import java.nio.file.Path;
import java.util.List;

/** How JVMs keep classes that they have loaded. */
enum ArchiveFormat {
    /** A dynamic archive beside the JDK's own one. */
    CLASSES(".jsa", "-XX:ArchiveClassesAtExit=", "-XX:SharedArchiveFile="),
    /** A cache that has the JDK's classes too, linked, and what was learnt of methods: a third of the time less. */
    AHEAD_OF_TIME(".aot", "-XX:AOTCacheOutput=", "-XX:AOTCache=");

    private static final int FIRST_WITH_OUTPUT = 25;

    private final String extension;
    private final String making;
    private final String using;

    ArchiveFormat(String extension, String making, String using) {
        this.extension = extension;
        this.making = making;
        this.using = using;
    }

    /** The best that a JVM has, by its feature version. */
    static ArchiveFormat of(int feature) {
        return feature >= FIRST_WITH_OUTPUT ? AHEAD_OF_TIME : CLASSES;
    }

    /** How its files end. */
    String extension() {
        return extension;
    }

    /** The option with which a JVM writes one when it ends. */
    String making(Path file) {
        return making + file;
    }

    /** The option with which a JVM uses one, if it fits; it says nothing and goes without if not. */
    String using(Path file) {
        return using + file;
    }

    /** Whether arguments for a JVM say something about archives themselves, or may, in files. */
    static boolean areNamedIn(List<String> arguments) {
        return arguments.stream()
                .anyMatch(each -> each.matches("@.+|-Xshare:.*|-XX:(Flags|VMOptionsFile)=.*"
                        + "|-XX:[+-]?(Shared|AutoCreateShared|ArchiveClasses|Dump|DynamicDump|AOT).*"));
    }
}
