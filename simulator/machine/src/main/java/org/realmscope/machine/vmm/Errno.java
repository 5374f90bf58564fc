package org.realmscope.machine.vmm;

/** Linux error numbers that the host image uses. */
public final class Errno {
    private Errno() {}

    /** For example {@code -14 (EFAULT)}. */
    public static String describe(long result) {
        String name = switch ((int) -result) {
            case 1 -> "EPERM";
            case 2 -> "ENOENT";
            case 4 -> "EINTR";
            case 5 -> "EIO";
            case 6 -> "ENXIO";
            case 7 -> "E2BIG";
            case 11 -> "EAGAIN";
            case 12 -> "ENOMEM";
            case 14 -> "EFAULT";
            case 16 -> "EBUSY";
            case 17 -> "EEXIST";
            case 22 -> "EINVAL";
            case 28 -> "ENOSPC";
            case 38 -> "ENOSYS";
            default -> "";
        };
        return name.isEmpty() ? Long.toString(result) : result + " (" + name + ")";
    }
}
