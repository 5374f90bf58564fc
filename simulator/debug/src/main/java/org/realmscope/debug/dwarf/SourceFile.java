package org.realmscope.debug.dwarf;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A source file as a line table names it.
 *
 * @param path with its directories as far as the compiler said them, without {@code .} and {@code ..}; relative if the
 *     compiler was told so
 * @param md5 32 hexadecimal digits of its contents, DWARF 5 only
 */
public record SourceFile(String path, @Nullable String md5) {
    /** Joins a directory and a path, unless that is absolute. */
    static String join(String directory, String path) {
        if (path.startsWith("/") || directory.isEmpty()) {
            return normalized(path);
        }
        return normalized(directory + "/" + path);
    }

    private static String normalized(String path) {
        List<String> parts = new ArrayList<>();
        for (String part : path.split("/")) {
            boolean up =
                    part.equals("..") && !parts.isEmpty() && !parts.getLast().equals("..");
            if (up) {
                parts.removeLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return (path.startsWith("/") ? "/" : "") + String.join("/", parts);
    }

    /** The last component of the path. */
    public String fileName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /**
     * Whether a path that a user or a client wrote may mean this file: one is the other, or its last components. So an
     * absolute path matches a file whose path the compiler was told to shorten, and a bare name every file of that
     * name.
     */
    public boolean matches(String wanted) {
        String other = normalized(wanted.replace('\\', '/'));
        if (other.isEmpty()) {
            return false;
        }
        return other.length() <= path.length() ? isTail(path, other) : isTail(other, path);
    }

    private static boolean isTail(String whole, String tail) {
        return whole.endsWith(tail)
                && (whole.length() == tail.length()
                        || tail.startsWith("/")
                        || whole.charAt(whole.length() - tail.length() - 1) == '/');
    }

    @Override
    public String toString() {
        return path;
    }
}
