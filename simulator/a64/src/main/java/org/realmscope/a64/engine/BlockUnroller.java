package org.realmscope.a64.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/** Makes blocks that execute much into classes of their own; see {@link UnrolledBlock}. */
final class BlockUnroller {
    /**
     * What a block has executed, in instructions, when compiling a class for it begins to pay: that takes some
     * milliseconds, and saves a few nanoseconds per instruction.
     */
    static final int WORTHWHILE = 1_000_000;
    /** A threshold that no block reaches. */
    static final int NEVER = Integer.MAX_VALUE;

    /** Blocks in a chain: HotSpot inlines no deeper, and what it inlines it compiles again for each chain. */
    private static final int MAX_CHAIN = 8;
    /** Bounds what the classes take: some 20 KiB each, in the JVM's metaspace and code cache. */
    private static final int MAX_BLOCKS = 4096;

    /** Set by the blocks of this unroller. */
    final ThrowingInstruction thrower = new ThrowingInstruction();

    private final int threshold;
    private byte @Nullable [] template;
    private int blocks;

    /**
     * What an {@link UnrolledBlock} is made of.
     *
     * @param successor what the block goes on with where it leads to it, null for nothing
     */
    record Parts(ThreadedBlock block, @Nullable Block successor, ThrowingInstruction thrower) {}

    /** @param threshold instructions that a block executes before it is unrolled */
    BlockUnroller(int threshold) {
        this.threshold = threshold;
    }

    int threshold() {
        return threshold;
    }

    /** Puts an unrolled block in the place of {@code block}. */
    void replace(ThreadedBlock block) {
        unroll(block, MAX_CHAIN);
    }

    private @Nullable Block unroll(ThreadedBlock block, int chain) {
        block.stopCounting();
        if (block.body.length == 0 || block.page.blocks[block.slot] != block || blocks == MAX_BLOCKS) {
            return null;
        }
        blocks++;
        Block successor = chain == 1 ? null : successor(block, chain - 1);
        Block unrolled = define(new Parts(block, successor, thrower));
        block.page.blocks[block.slot] = unrolled;
        return unrolled;
    }

    /** The unrolled block that {@code block} leads to, if that is in its page and no longer than {@code chain}. */
    private @Nullable Block successor(ThreadedBlock block, int chain) {
        long slot = block.slot + (block.distance() >> 2);
        if (slot < 0 || slot >= CodePage.SLOTS || (block.distance() & 3) != 0) {
            return null;
        }
        Block next = block.page.blocks[(int) slot];
        if (next instanceof ThreadedBlock threaded && threaded.untilUnrolled() < threshold / 2) {
            next = unroll(threaded, chain);
        }
        return next == null || next instanceof ThreadedBlock || next.chain > chain ? null : next;
    }

    private Block define(Parts parts) {
        try {
            return (Block) MethodHandles.lookup()
                    .defineHiddenClassWithClassData(template(), parts, true)
                    .lookupClass()
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (IllegalAccessException
                | InstantiationException
                | NoSuchMethodException
                | InvocationTargetException e) {
            throw new IllegalStateException("UnrolledBlock is no template", e);
        }
    }

    private byte[] template() {
        byte[] bytes = template;
        if (bytes == null) {
            bytes = readTemplate();
            template = bytes;
        }
        return bytes;
    }

    private static byte[] readTemplate() {
        String name = UnrolledBlock.class.getSimpleName() + ".class";
        try (InputStream in = UnrolledBlock.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("not packaged: " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
