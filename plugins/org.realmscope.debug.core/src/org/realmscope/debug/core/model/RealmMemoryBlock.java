package org.realmscope.debug.core.model;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IMemoryBlockExtension;
import org.eclipse.debug.core.model.IMemoryBlockRetrieval;
import org.eclipse.debug.core.model.MemoryByte;
import org.eclipse.lsp4j.debug.ReadMemoryArguments;
import org.eclipse.lsp4j.debug.ReadMemoryResponse;
import org.eclipse.lsp4j.debug.WriteMemoryArguments;
import org.realmscope.debug.core.RealmDebug;

/** Memory of any address space, from an address on. It has no end but that of the address space. */
public final class RealmMemoryBlock extends RealmElement implements IMemoryBlockExtension {
    private static final BigInteger LAST = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
    private static final int ADDRESS_BYTES = 8;
    private static final byte READABLE = MemoryByte.READABLE | MemoryByte.ENDIANESS_KNOWN;
    private static final byte CHANGEABLE = READABLE | MemoryByte.WRITABLE;

    private final MachineTarget target;
    private volatile MemoryAddress start;
    private final Set<Object> clients = new CopyOnWriteArraySet<>();

    RealmMemoryBlock(MachineTarget target, MemoryAddress start) {
        super(target);
        this.target = target;
        this.start = start;
    }

    @Override
    public MachineTarget target() {
        return target;
    }

    /** The first address. */
    public MemoryAddress start() {
        return start;
    }

    // --- where it is

    @Override
    public String getExpression() {
        return start.toString();
    }

    @Override
    public BigInteger getBigBaseAddress() {
        return start.offset();
    }

    @Override
    public BigInteger getMemoryBlockStartAddress() {
        return BigInteger.ZERO;
    }

    @Override
    public BigInteger getMemoryBlockEndAddress() {
        return LAST;
    }

    @Override
    public BigInteger getBigLength() {
        return LAST.subtract(start.offset()).add(BigInteger.ONE);
    }

    @Override
    public int getAddressSize() {
        return ADDRESS_BYTES;
    }

    @Override
    public int getAddressableSize() {
        return 1;
    }

    @Override
    public boolean supportBaseAddressModification() {
        return true;
    }

    @Override
    public void setBaseAddress(BigInteger address) throws DebugException {
        if (address.signum() < 0 || address.compareTo(LAST) > 0) {
            throw new DebugException(RealmDebug.error(
                    DebugException.REQUEST_FAILED,
                    "0x%s is no address of 64 bits".formatted(address.toString(16)),
                    null));
        }
        start = start.at(address);
        ModelEvent.CONTENT_CHANGED.fire(this);
    }

    @Override
    public long getStartAddress() {
        return start.offset().longValue();
    }

    @Override
    public long getLength() {
        return getBigLength().min(BigInteger.valueOf(Long.MAX_VALUE)).longValue();
    }

    // --- reading

    @Override
    public MemoryByte[] getBytesFromOffset(BigInteger unitOffset, long units) throws DebugException {
        return getBytesFromAddress(start.offset().add(unitOffset), units);
    }

    @Override
    public MemoryByte[] getBytesFromAddress(BigInteger address, long units) throws DebugException {
        MemoryByte[] bytes = new MemoryByte[Math.toIntExact(units)];
        Arrays.setAll(bytes, each -> new MemoryByte((byte) 0, (byte) 0));
        int next = 0;
        while (next < bytes.length) {
            ReadMemoryResponse response = read(address.add(BigInteger.valueOf(next)), bytes.length - next);
            byte[] data = Base64.getDecoder().decode(Objects.requireNonNullElse(response.getData(), ""));
            for (byte each : data) {
                bytes[next] = new MemoryByte(each, flags());
                bytes[next].setBigEndian(false);
                next++;
            }
            int gap = Objects.requireNonNullElse(response.getUnreadableBytes(), 0);
            if (data.length + gap == 0) {
                break;
            }
            next += gap;
        }
        return bytes;
    }

    private ReadMemoryResponse read(BigInteger address, int count) throws DebugException {
        ReadMemoryArguments arguments = new ReadMemoryArguments();
        arguments.setMemoryReference(target.memoryReference(start.at(address.and(LAST))));
        arguments.setCount(count);
        return target.session().join().join(target.session().server().readMemory(arguments));
    }

    private byte flags() {
        return supportsValueModification() ? CHANGEABLE : READABLE;
    }

    @Override
    public byte[] getBytes() throws DebugException {
        MemoryByte[] read = getBytesFromOffset(BigInteger.ZERO, ADDRESS_BYTES);
        byte[] bytes = new byte[read.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = read[i].getValue();
        }
        return bytes;
    }

    // --- writing

    @Override
    public boolean supportsValueModification() {
        return target instanceof RealmDebugTarget live
                && live.isSuspended()
                && live.session().capabilities().getSupportsWriteMemoryRequest() == Boolean.TRUE;
    }

    /** Returns at once: the Memory view calls it on the UI thread. What the adapter refuses is told to people. */
    @Override
    public void setValue(BigInteger offset, byte[] bytes) throws DebugException {
        if (!supportsValueModification()) {
            throw MomentTarget.readOnly();
        }
        WriteMemoryArguments arguments = new WriteMemoryArguments();
        arguments.setMemoryReference(
                start.at(start.offset().add(offset).and(LAST)).toString());
        arguments.setData(Base64.getEncoder().encodeToString(bytes));
        target.session()
                .told(target.session()
                        .server()
                        .writeMemory(arguments)
                        .thenAccept(written -> ModelEvent.CONTENT_CHANGED.fire(this)));
    }

    @Override
    public void setValue(long offset, byte[] bytes) throws DebugException {
        setValue(BigInteger.valueOf(offset), bytes);
    }

    // --- who shows it

    @Override
    public boolean supportsChangeManagement() {
        return false;
    }

    @Override
    public void connect(Object client) {
        clients.add(client);
    }

    @Override
    public void disconnect(Object client) {
        clients.remove(client);
    }

    @Override
    public Object[] getConnections() {
        return clients.toArray();
    }

    @Override
    public void dispose() {
        clients.clear();
        target.disposed(this);
    }

    @Override
    public IMemoryBlockRetrieval getMemoryBlockRetrieval() {
        return target;
    }
}
