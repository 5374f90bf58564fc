package org.realmscope.platform.device;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.realmscope.platform.state.StateSink;
import org.realmscope.platform.state.StateSource;

/**
 * The paravirtual port between the host image and the VMM: one page of plain storage per PE, its mailbox. Both sides
 * read and write it; the layout of a mailbox is theirs. A store of the host image to the last double word of a
 * mailbox is a doorbell.
 */
public final class VmmPort implements Device {
    /** Physical address of PE 0's mailbox. */
    public static final long BASE = 0x0a00_0000L;
    /** Bytes of a mailbox's storage; the rest of its page reads as zero. */
    public static final int MAILBOX_SIZE = 0x400;
    /** Offset in a mailbox of the doorbell register, 8 bytes. */
    public static final int DOORBELL = MAILBOX_SIZE - 8;

    private static final int PAGE_SHIFT = 12;
    private static final VarHandle U16 = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle U32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle U64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[][] mailboxes;
    private final Vmm vmm;

    /** Hears of doorbells. Acts between instructions, never on the spot. */
    @FunctionalInterface
    public interface Vmm {
        /**
         * The host image rang.
         *
         * @param pe index of the mailbox
         * @param value what was stored
         */
        void doorbell(int pe, long value);
    }

    /** @param pes number of mailboxes */
    public VmmPort(int pes, Vmm vmm) {
        this.mailboxes = new byte[pes][MAILBOX_SIZE];
        this.vmm = vmm;
    }

    @Override
    public String name() {
        return "VMM port";
    }

    @Override
    public long base() {
        return BASE;
    }

    @Override
    public long size() {
        return (long) mailboxes.length << PAGE_SHIFT;
    }

    @Override
    public long read(long offset, int size) {
        byte[] mailbox = mailboxes[(int) (offset >>> PAGE_SHIFT)];
        int at = (int) offset & 0xfff;
        if (at + size > MAILBOX_SIZE) {
            return 0;
        }
        return switch (size) {
            case 1 -> mailbox[at] & 0xff;
            case 2 -> (short) U16.get(mailbox, at) & 0xffff;
            case 4 -> (int) U32.get(mailbox, at) & 0xffff_ffffL;
            default -> (long) U64.get(mailbox, at);
        };
    }

    @Override
    public void write(long offset, int size, long value) {
        int pe = (int) (offset >>> PAGE_SHIFT);
        int at = (int) offset & 0xfff;
        if (at + size <= MAILBOX_SIZE) {
            put(pe, at, size, value);
            if (at == DOORBELL) {
                vmm.doorbell(pe, value);
            }
        }
    }

    /** Writes {@code size} bytes (1, 2, 4 or 8) of a mailbox from the VMM's side; rings no doorbell. */
    public void put(int pe, int at, int size, long value) {
        byte[] mailbox = mailboxes[pe];
        switch (size) {
            case 1 -> mailbox[at] = (byte) value;
            case 2 -> U16.set(mailbox, at, (short) value);
            case 4 -> U32.set(mailbox, at, (int) value);
            default -> U64.set(mailbox, at, value);
        }
    }

    @Override
    public void save(StateSink sink) {
        for (byte[] mailbox : mailboxes) {
            for (int at = 0; at < MAILBOX_SIZE; at += 8) {
                sink.put((long) U64.get(mailbox, at));
            }
        }
    }

    @Override
    public void load(StateSource source) {
        for (byte[] mailbox : mailboxes) {
            for (int at = 0; at < MAILBOX_SIZE; at += 8) {
                U64.set(mailbox, at, source.next());
            }
        }
    }
}
