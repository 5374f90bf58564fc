package org.realmscope.bench.pe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A freestanding A64 program that prints a checksum and stops with exit code 0.
 *
 * @param name       as in figures: {@code core}, {@code ptw}, {@code mem}
 * @param iterations how often it does its work
 * @param checksum   what it prints after that many iterations
 */
public record Workload(String name, long iterations, long checksum) {
    private static final String RESOURCES = "/org/realmscope/bench/";
    /** Where in the file section .args is: the linker script fixes it. */
    private static final int ARGS_OFFSET = 0x1040;

    /** All workloads, as {@code workloads.properties} lists them. */
    public static List<Workload> all() {
        Properties properties = new Properties();
        try (InputStream in = open("workloads.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Stream.of(property(properties, "workloads").split(","))
                .map(name -> new Workload(
                        name,
                        Long.parseLong(property(properties, name + ".iterations")),
                        Long.parseUnsignedLong(property(properties, name + ".checksum"), 16)))
                .toList();
    }

    /** The program's ELF file, with {@link #iterations} in its {@code .args} section. */
    public byte[] elf() {
        try (InputStream in = open(name + ".elf")) {
            byte[] file = in.readAllBytes();
            ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(ARGS_OFFSET, iterations);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The line that the program prints when it works, without its line feed. */
    public String expectedOutput() {
        return "%s checksum=0x%016x".formatted(name, checksum);
    }

    private static InputStream open(String resource) {
        InputStream in = Workload.class.getResourceAsStream(RESOURCES + resource);
        if (in == null) {
            throw new IllegalStateException("not packaged: " + RESOURCES + resource);
        }
        return in;
    }

    private static String property(Properties properties, String key) {
        String value = properties.getProperty(key);
        if (value == null) {
            throw new IllegalStateException("workloads.properties lacks " + key);
        }
        return value;
    }
}
