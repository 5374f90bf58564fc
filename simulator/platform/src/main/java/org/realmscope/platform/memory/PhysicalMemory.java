package org.realmscope.platform.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.platform.UserError;

/**
 * Byte-addressed little-endian physical memory. Only granules that were written have a frame of their own; the others
 * read as zero. The same bytes are reached from every physical address space: which space may reach a granule is the
 * granule protection table's business, not the memory's.
 *
 * <p>Frames are versioned. {@link #snapshot()} shares every frame; the first write to a granule afterwards replaces its
 * frame by a copy, so that a snapshot costs nothing per page and neither it nor a fork ever sees later writes.
 *
 * <p>A granule can carry marks ({@link #CODE}, {@link #WATCHED}, {@link #MONITORED}). They belong to the host side: a
 * marked granule is never writable (or, if watched, readable) through a cached frame.
 */
public final class PhysicalMemory {
    public static final int GRANULE_SHIFT = 12;
    public static final int GRANULE_SIZE = 1 << GRANULE_SHIFT;
    /** First address above the physical address space of the platform, 64 GiB. */
    public static final long ADDRESS_LIMIT = 1L << 36;

    /** Mark: instructions of the granule have been predecoded. */
    public static final int CODE = 1;
    /** Mark: a debugger watches bytes of the granule. */
    public static final int WATCHED = 2;
    /** Mark: an exclusive monitor is armed on bytes of the granule. */
    public static final int MONITORED = 4;

    /** Reader token: nobody caches the frame for reading. */
    public static final int NO_READER = 0;
    /** Reader token: more than one place caches the frame for reading. */
    public static final int MANY_READERS = -1;

    private static final int CHUNK_SHIFT = 21;
    private static final int CHUNK_GRANULES = 1 << (CHUNK_SHIFT - GRANULE_SHIFT);
    private static final VarHandle U16 = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle U32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle U64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final byte[] ZERO_FRAME = new byte[GRANULE_SIZE];

    private final List<MemoryRegion> regions;
    private final FrameGenerations generations;
    private @Nullable Chunk[] chunks;
    private final @Nullable Annotations[] annotations;
    private long generation;
    private @Nullable MemoryWatcher watcher;

    /** 2 MiB of frames. A chunk or frame may be written in place only while its generation is the memory's. */
    private static final class Chunk {
        final long generation;
        final byte[] @Nullable [] frames;
        final long[] frameGeneration;

        Chunk(long generation) {
            this.generation = generation;
            this.frames = new byte[CHUNK_GRANULES][];
            this.frameGeneration = new long[CHUNK_GRANULES];
        }

        Chunk(long generation, Chunk shared) {
            this.generation = generation;
            this.frames = shared.frames.clone();
            this.frameGeneration = shared.frameGeneration.clone();
        }
    }

    /** Host-side notes on the granules of one chunk. */
    private static final class Annotations {
        final byte[] marks = new byte[CHUNK_GRANULES];
        final int[] reader = new int[CHUNK_GRANULES];
    }

    /** An immutable state of the whole memory. Frames are shared with the memory and with other snapshots. */
    public static final class Snapshot {
        private final @Nullable Chunk[] chunks;
        private final long generation;

        private Snapshot(@Nullable Chunk[] chunks, long generation) {
            this.chunks = chunks;
            this.generation = generation;
        }

        /** Generation of the frames written last before the snapshot; grows from snapshot to snapshot. */
        public long generation() {
            return generation;
        }
    }

    /**
     * @param regions what is backed by memory, in ascending order, without overlap
     * @throws UserError if regions overlap or are not in ascending order
     */
    public PhysicalMemory(List<MemoryRegion> regions) {
        this(regions, new FrameGenerations());
    }

    private PhysicalMemory(List<MemoryRegion> regions, FrameGenerations generations) {
        for (int i = 1; i < regions.size(); i++) {
            if (regions.get(i).base() < regions.get(i - 1).end()) {
                throw new UserError(
                        UserError.Code.PARAMETER_INVALID,
                        "memory region %s at 0x%x overlaps %s, which ends at 0x%x"
                                .formatted(
                                        regions.get(i).name(),
                                        regions.get(i).base(),
                                        regions.get(i - 1).name(),
                                        regions.get(i - 1).end()));
            }
        }
        this.regions = List.copyOf(regions);
        this.generations = generations;
        this.generation = generations.next();
        int count = regions.isEmpty() ? 0 : (int) ((regions.getLast().end() - 1) >>> CHUNK_SHIFT) + 1;
        this.chunks = new @Nullable Chunk[count];
        this.annotations = new @Nullable Annotations[count];
    }

    /** A second memory that starts with the contents of {@code snapshot} and then goes its own way. */
    public PhysicalMemory fork(Snapshot snapshot) {
        PhysicalMemory fork = new PhysicalMemory(regions, generations);
        fork.chunks = snapshot.chunks.clone();
        return fork;
    }

    public void setWatcher(@Nullable MemoryWatcher watcher) {
        this.watcher = watcher;
    }

    public List<MemoryRegion> regions() {
        return regions;
    }

    /** Whether {@code pa} is backed by memory. */
    public boolean isBacked(long pa) {
        for (int i = 0; i < regions.size(); i++) {
            if (regions.get(i).contains(pa)) {
                return true;
            }
        }
        return false;
    }

    /** Whether all {@code length} bytes from {@code pa} on are backed by one region. */
    public boolean isBacked(long pa, long length) {
        for (int i = 0; i < regions.size(); i++) {
            MemoryRegion region = regions.get(i);
            if (region.contains(pa)) {
                return length <= region.end() - pa;
            }
        }
        return false;
    }

    // --- snapshots

    /** Shares the present contents. Every frame becomes read-only for the memory until it is copied. */
    public Snapshot snapshot() {
        Snapshot snapshot = new Snapshot(chunks.clone(), generation);
        generation = generations.next();
        return snapshot;
    }

    /** Puts the contents back to those of {@code snapshot}. Marks and readers are forgotten; caches must be dropped. */
    public void restore(Snapshot snapshot) {
        chunks = snapshot.chunks.clone();
        generation = generations.next();
        Arrays.fill(annotations, null);
    }

    /** Bytes of frames copied or allocated since the memory and its forks exist, for the memory cap of checkpoints. */
    public FrameGenerations generations() {
        return generations;
    }

    // --- frames

    /**
     * The frame to read the granule of {@code pa} from. It must not be written, and is stale after {@link
     * MemoryWatcher#frameReplaced}.
     */
    public byte[] readableFrame(long pa) {
        Chunk chunk = chunks[(int) (pa >>> CHUNK_SHIFT)];
        byte @Nullable [] frame = chunk == null ? null : chunk.frames[granuleIndex(pa)];
        return frame == null ? ZERO_FRAME : frame;
    }

    /** Whether the granule of {@code pa} has ever been written; one that has not reads as zero. */
    public boolean hasFrame(long pa) {
        return readableFrame(pa) != ZERO_FRAME;
    }

    /** Whether the granule's frame belongs to this memory alone, so that a write needs no copy. */
    public boolean isOwned(long pa) {
        Chunk chunk = chunks[(int) (pa >>> CHUNK_SHIFT)];
        return chunk != null && chunk.generation == generation && chunk.frameGeneration[granuleIndex(pa)] == generation;
    }

    /** The frame to write the granule of {@code pa} in; copies it first if a snapshot shares it. */
    public byte[] writableFrame(long pa) {
        Chunk chunk = chunks[(int) (pa >>> CHUNK_SHIFT)];
        int index = granuleIndex(pa);
        if (chunk != null && chunk.generation == generation && chunk.frameGeneration[index] == generation) {
            byte @Nullable [] frame = chunk.frames[index];
            if (frame != null) {
                return frame;
            }
        }
        return copyFrame(pa, index, chunk);
    }

    private byte[] copyFrame(long pa, int index, @Nullable Chunk shared) {
        Chunk chunk = shared;
        if (chunk == null || chunk.generation != generation) {
            chunk = chunk == null ? new Chunk(generation) : new Chunk(generation, chunk);
            chunks[(int) (pa >>> CHUNK_SHIFT)] = chunk;
        }
        byte @Nullable [] old = chunk.frames[index];
        byte[] frame = old == null ? new byte[GRANULE_SIZE] : old.clone();
        generations.replaced(old == null ? FrameGenerations.NEVER : chunk.frameGeneration[index], generation);
        chunk.frames[index] = frame;
        chunk.frameGeneration[index] = generation;
        forgetReader(pa);
        return frame;
    }

    /** Tells who caches the granule's frame that it must not be used any more. */
    private void forgetReader(long pa) {
        Annotations notes = annotations[(int) (pa >>> CHUNK_SHIFT)];
        int index = granuleIndex(pa);
        if (notes != null && notes.reader[index] != NO_READER) {
            int reader = notes.reader[index];
            notes.reader[index] = NO_READER;
            if (watcher != null) {
                watcher.frameReplaced(pa & -GRANULE_SIZE, reader);
            }
        }
    }

    /** Notes that {@code reader} (a positive token) caches the granule's frame, so that it hears of its replacement. */
    public void noteReader(long pa, int reader) {
        Annotations notes = annotations(pa);
        int index = granuleIndex(pa);
        int known = notes.reader[index];
        notes.reader[index] = known == NO_READER || known == reader ? reader : MANY_READERS;
    }

    // --- marks

    /** Marks of the granule of {@code pa}: a union of {@link #CODE}, {@link #WATCHED}, {@link #MONITORED}. */
    public int marks(long pa) {
        Annotations notes = annotations[(int) (pa >>> CHUNK_SHIFT)];
        return notes == null ? 0 : notes.marks[granuleIndex(pa)];
    }

    /** Marks the granule of {@code pa}; who caches its frame hears of it as of a replacement of the frame. */
    public void mark(long pa, int mark) {
        annotations(pa).marks[granuleIndex(pa)] |= (byte) mark;
        forgetReader(pa);
    }

    public void unmark(long pa, int mark) {
        Annotations notes = annotations[(int) (pa >>> CHUNK_SHIFT)];
        if (notes != null) {
            notes.marks[granuleIndex(pa)] &= (byte) ~mark;
        }
    }

    private Annotations annotations(long pa) {
        int index = (int) (pa >>> CHUNK_SHIFT);
        Annotations notes = annotations[index];
        if (notes == null) {
            notes = new Annotations();
            annotations[index] = notes;
        }
        return notes;
    }

    // --- access by native code (RMM, monitor, loader, debugger); aligned or not, within one granule

    public int read8(long pa) {
        return readableFrame(pa)[offset(pa)] & 0xff;
    }

    public int read16(long pa) {
        return (short) U16.get(readableFrame(pa), offset(pa)) & 0xffff;
    }

    public int read32(long pa) {
        return (int) U32.get(readableFrame(pa), offset(pa));
    }

    public long read64(long pa) {
        return (long) U64.get(readableFrame(pa), offset(pa));
    }

    public void write8(long pa, int value) {
        frameForNativeWrite(pa, 1)[offset(pa)] = (byte) value;
    }

    public void write16(long pa, int value) {
        U16.set(frameForNativeWrite(pa, 2), offset(pa), (short) value);
    }

    public void write32(long pa, int value) {
        U32.set(frameForNativeWrite(pa, 4), offset(pa), value);
    }

    public void write64(long pa, long value) {
        U64.set(frameForNativeWrite(pa, 8), offset(pa), value);
    }

    /** Reads the first {@code count} words of {@code target} from {@code pa} on, within one granule. */
    public void readWords(long pa, long[] target, int count) {
        byte[] frame = readableFrame(pa);
        for (int i = 0, at = offset(pa); i < count; i++, at += Long.BYTES) {
            target[i] = (long) U64.get(frame, at);
        }
    }

    /** Writes the first {@code count} words of {@code source} from {@code pa} on, within one granule. */
    public void writeWords(long pa, long[] source, int count) {
        byte[] frame = frameForNativeWrite(pa, count * Long.BYTES);
        for (int i = 0, at = offset(pa); i < count; i++, at += Long.BYTES) {
            U64.set(frame, at, source[i]);
        }
    }

    /** Fills {@code length} bytes from {@code pa} on, across granules. */
    public void fill(long pa, long length, int value) {
        long end = pa + length;
        for (long at = pa; at < end; ) {
            int part = (int) Math.min(GRANULE_SIZE - offset(at), end - at);
            byte[] frame = frameForNativeWrite(at, part);
            Arrays.fill(frame, offset(at), offset(at) + part, (byte) value);
            at += part;
        }
    }

    /** Makes the whole granule of {@code pa} read as zero. A granule that was never written stays without a frame. */
    public void clear(long pa) {
        if (readableFrame(pa) != ZERO_FRAME) {
            Arrays.fill(frameForNativeWrite(pa & -GRANULE_SIZE, GRANULE_SIZE), (byte) 0);
        }
    }

    /** Copies {@code length} bytes of {@code source} to {@code pa}, across granules. */
    public void write(long pa, byte[] source, int from, int length) {
        for (int done = 0; done < length; ) {
            long at = pa + done;
            int part = Math.min(GRANULE_SIZE - offset(at), length - done);
            System.arraycopy(source, from + done, frameForNativeWrite(at, part), offset(at), part);
            done += part;
        }
    }

    /** Copies {@code length} bytes from {@code pa} on into {@code target}, across granules. */
    public void read(long pa, byte[] target, int to, int length) {
        for (int done = 0; done < length; ) {
            long at = pa + done;
            int part = Math.min(GRANULE_SIZE - offset(at), length - done);
            System.arraycopy(readableFrame(at), offset(at), target, to + done, part);
            done += part;
        }
    }

    private byte[] frameForNativeWrite(long pa, int length) {
        if (marks(pa) != 0 && watcher != null) {
            watcher.markedGranuleWritten(pa, length);
        }
        return writableFrame(pa);
    }

    // --- the whole

    /** Receives the granules that have a frame. */
    public interface FrameVisitor {
        void frame(long pa, byte[] frame);
    }

    /** Visits every granule that has a frame, in ascending order of address. */
    public void forEachFrame(FrameVisitor visitor) {
        for (int i = 0; i < chunks.length; i++) {
            Chunk chunk = chunks[i];
            for (int j = 0; chunk != null && j < CHUNK_GRANULES; j++) {
                byte @Nullable [] frame = chunk.frames[j];
                if (frame != null) {
                    visitor.frame(((long) i << CHUNK_SHIFT) + ((long) j << GRANULE_SHIFT), frame);
                }
            }
        }
    }

    private static int granuleIndex(long pa) {
        return (int) (pa >>> GRANULE_SHIFT) & (CHUNK_GRANULES - 1);
    }

    private static int offset(long pa) {
        return (int) pa & (GRANULE_SIZE - 1);
    }
}
