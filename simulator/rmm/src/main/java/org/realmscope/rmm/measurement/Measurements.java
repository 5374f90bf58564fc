package org.realmscope.rmm.measurement;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import org.realmscope.abi.RmiRealmParams;
import org.realmscope.abi.RmiRecParams;
import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.rmm.realm.Realms;

/**
 * Extends the measurements of Realms (DEN0137, chapter A7). An extension hashes a descriptor of 256 bytes, zero but for
 * its fields; one of them is the measurement before it.
 */
public final class Measurements {
    /** RmiDataFlags bit 0: the content of the page is measured. */
    public static final long DATA_MEASURE = 1;

    private static final VarHandle U64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int DESCRIPTOR_SIZE = 0x100;
    private static final int TYPE_DATA = 0;
    private static final int TYPE_REC = 1;
    private static final int TYPE_RIPAS = 2;
    private static final int LEN = 0x08;
    private static final int RIM = 0x10;
    private static final int FIRST_FIELD = 0x50;
    private static final int SECOND_FIELD = 0x58;
    private static final int DATA_CONTENT = 0x60;

    private final PhysicalMemory memory;
    private final Realms realms;

    public Measurements(PhysicalMemory memory, Realms realms) {
        this.memory = memory;
        this.realms = realms;
    }

    /** RimInit: hashes the fields of RmiRealmParams at {@code params} that shape the Realm, as the host gave them. */
    public void initialize(long rd, long params) {
        byte[] measured = new byte[RmiRealmParams.SIZE];
        memory.read(params + RmiRealmParams.FLAGS, measured, RmiRealmParams.FLAGS, 8);
        copyByte(params, measured, RmiRealmParams.S2SZ);
        copyByte(params, measured, RmiRealmParams.SVE_VL);
        copyByte(params, measured, RmiRealmParams.NUM_BPS);
        copyByte(params, measured, RmiRealmParams.NUM_WPS);
        copyByte(params, measured, RmiRealmParams.PMU_NUM_CTRS);
        copyByte(params, measured, RmiRealmParams.HASH_ALGO);
        setMeasurement(rd, 0, algorithm(rd).digest().digest(measured));
    }

    /**
     * Extends the RIM for RMI_DATA_CREATE.
     *
     * @param data granule with the content
     */
    public void extendData(long rd, long ipa, long flags, long data) {
        byte[] descriptor = descriptor(rd, TYPE_DATA);
        U64.set(descriptor, FIRST_FIELD, ipa);
        U64.set(descriptor, SECOND_FIELD, flags);
        if ((flags & DATA_MEASURE) != 0) {
            MessageDigest digest = algorithm(rd).digest();
            digest.update(memory.readableFrame(data));
            put(descriptor, DATA_CONTENT, digest.digest());
        }
        extendRim(rd, descriptor);
    }

    /** Extends the RIM for RMI_REC_CREATE of a runnable REC with RmiRecParams at {@code params}. */
    public void extendRec(long rd, long params) {
        byte[] measured = new byte[RmiRecParams.SIZE];
        memory.read(params + RmiRecParams.FLAGS, measured, RmiRecParams.FLAGS, 8);
        memory.read(params + RmiRecParams.PC, measured, RmiRecParams.PC, 8);
        memory.read(params + RmiRecParams.GPRS, measured, RmiRecParams.GPRS, 64);
        byte[] descriptor = descriptor(rd, TYPE_REC);
        put(descriptor, FIRST_FIELD, algorithm(rd).digest().digest(measured));
        extendRim(rd, descriptor);
    }

    /** Extends the RIM for one entry of RMI_RTT_INIT_RIPAS that describes {@code base} to {@code top - 1}. */
    public void extendRipas(long rd, long base, long top) {
        byte[] descriptor = descriptor(rd, TYPE_RIPAS);
        U64.set(descriptor, FIRST_FIELD, base);
        U64.set(descriptor, SECOND_FIELD, top);
        extendRim(rd, descriptor);
    }

    /**
     * Extends a REM: hashes the old REM, as long as a hash value, then {@code size} bytes of {@code value}. The
     * specification does not give the layout.
     *
     * @param index 1 to 4
     */
    public void extendRem(long rd, int index, byte[] value, int size) {
        HashAlgorithm algorithm = algorithm(rd);
        byte[] old = new byte[algorithm.length()];
        memory.read(Realms.measurement(rd, index), old, 0, old.length);
        MessageDigest digest = algorithm.digest();
        digest.update(old);
        digest.update(value, 0, size);
        setMeasurement(rd, index, digest.digest());
    }

    /** A measurement as long as the Realm's hash values. */
    public byte[] value(long rd, int index) {
        byte[] value = new byte[algorithm(rd).length()];
        memory.read(Realms.measurement(rd, index), value, 0, value.length);
        return value;
    }

    /** Hash algorithm of the Realm. */
    public HashAlgorithm algorithm(long rd) {
        return HashAlgorithm.of(realms.hashAlgorithm(rd));
    }

    private byte[] descriptor(long rd, int type) {
        byte[] descriptor = new byte[DESCRIPTOR_SIZE];
        descriptor[0] = (byte) type;
        U64.set(descriptor, LEN, (long) DESCRIPTOR_SIZE);
        memory.read(Realms.measurement(rd, 0), descriptor, RIM, Realms.VALUE_SIZE);
        return descriptor;
    }

    private void extendRim(long rd, byte[] descriptor) {
        setMeasurement(rd, 0, algorithm(rd).digest().digest(descriptor));
    }

    private void setMeasurement(long rd, int index, byte[] hash) {
        long at = Realms.measurement(rd, index);
        memory.fill(at, Realms.VALUE_SIZE, 0);
        memory.write(at, hash, 0, hash.length);
    }

    private void copyByte(long params, byte[] target, int offset) {
        target[offset] = (byte) memory.read8(params + offset);
    }

    private static void put(byte[] target, int offset, byte[] value) {
        System.arraycopy(value, 0, target, offset, value.length);
    }
}
