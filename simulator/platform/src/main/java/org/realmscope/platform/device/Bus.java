package org.realmscope.platform.device;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.platform.UserError;
import org.realmscope.platform.state.StateSink;
import org.realmscope.platform.state.StateSource;
import org.realmscope.platform.state.Stateful;

/** The devices of the platform by physical address. What no device covers is memory or nothing at all. */
public final class Bus implements Stateful {
    private final Device[] devices;

    /**
     * @param devices in the order in which their state is saved
     * @throws UserError if two devices overlap
     */
    public Bus(List<Device> devices) {
        this.devices = devices.toArray(new Device[0]);
        for (int i = 0; i < this.devices.length; i++) {
            for (int j = 0; j < i; j++) {
                rejectOverlap(this.devices[i], this.devices[j]);
            }
        }
    }

    private static void rejectOverlap(Device one, Device other) {
        if (one.base() < other.base() + other.size() && other.base() < one.base() + one.size()) {
            throw new UserError(
                    UserError.Code.PARAMETER_INVALID,
                    "device %s at 0x%x overlaps device %s at 0x%x"
                            .formatted(one.name(), one.base(), other.name(), other.base()));
        }
    }

    /** The device whose registers include {@code pa}, or null. */
    public @Nullable Device find(long pa) {
        for (int i = 0; i < devices.length; i++) {
            Device device = devices[i];
            if (Long.compareUnsigned(pa - device.base(), device.size()) < 0) {
                return device;
            }
        }
        return null;
    }

    /** Whether {@code pa} belongs to a device. */
    public boolean isDevice(long pa) {
        return find(pa) != null;
    }

    /**
     * A load of {@code size} bytes that a PE performs at {@code pa}.
     *
     * @throws IllegalArgumentException if no device covers {@code pa}
     */
    public long read(long pa, int size) {
        Device device = covering(pa);
        return device.read(pa - device.base(), size);
    }

    /**
     * A store of {@code size} bytes that a PE performs at {@code pa}.
     *
     * @throws IllegalArgumentException if no device covers {@code pa}
     */
    public void write(long pa, int size, long value) {
        Device device = covering(pa);
        device.write(pa - device.base(), size, value);
    }

    private Device covering(long pa) {
        Device device = find(pa);
        if (device == null) {
            throw new IllegalArgumentException("no device at 0x" + Long.toHexString(pa));
        }
        return device;
    }

    @Override
    public void save(StateSink sink) {
        for (int i = 0; i < devices.length; i++) {
            devices[i].save(sink);
        }
    }

    @Override
    public void load(StateSource source) {
        for (int i = 0; i < devices.length; i++) {
            devices[i].load(source);
        }
    }
}
