package org.realmscope.rmm.attestation;

import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.rmm.command.Rmm;

/** Keeps the token that a REC is handing out to its realm in the REC's auxiliary granules but the first. */
public final class TokenBuffer {
    private static final int FIRST_AUX = 1;

    private final TokenSigner signer = new TokenSigner();

    /** Bytes that a token can have. */
    public static int capacity(Rmm rmm) {
        return (rmm.configuration.recAuxCount() - FIRST_AUX) * PhysicalMemory.GRANULE_SIZE;
    }

    /**
     * Signs a token for the Realm with the challenge in the REC, and keeps it.
     *
     * @return its size in bytes
     */
    public int create(Rmm rmm, long rd, long rec) {
        byte[] token = signer.sign(rmm, rd, rec);
        for (int at = 0; at < token.length; at += PhysicalMemory.GRANULE_SIZE) {
            int part = Math.min(PhysicalMemory.GRANULE_SIZE, token.length - at);
            rmm.memory.write(page(rmm, rec, at), token, at, part);
        }
        return token.length;
    }

    /** Copies {@code length} bytes of the token from {@code offset} on to physical address {@code target}. */
    public void copy(Rmm rmm, long rec, int offset, long target, int length) {
        for (int i = 0; i < length; i++) {
            int at = offset + i;
            rmm.memory.write8(target + i, rmm.memory.read8(page(rmm, rec, at) + at % PhysicalMemory.GRANULE_SIZE));
        }
    }

    private static long page(Rmm rmm, long rec, int at) {
        return rmm.recs.aux(rec, FIRST_AUX + at / PhysicalMemory.GRANULE_SIZE);
    }
}
