package org.realmscope.a64.exec.vector;

import org.realmscope.a64.engine.Op;
import org.realmscope.a64.exec.Operands;
import org.realmscope.a64.exec.memory.Base;
import org.realmscope.a64.exec.memory.SizedAccess;
import org.realmscope.platform.pe.Pe;

/**
 * LD1 to LD4, ST1 to ST4 and LD1R to LD4R: structures of one to four elements spread over as many registers. Every
 * element is checked, in the order of addresses, before the first is loaded or stored.
 */
public final class VectorStructures {
    private static final int REGISTERS = 32;
    /** Bit 23: post-indexed, with Rm in bits 20:16, of which 31 means the number of bytes transferred. */
    private static final int POST_INDEX_BIT = 23;

    private VectorStructures() {}

    /**
     * Whole vectors.
     *
     * @param registers registers from Rt on
     * @param structure elements of a structure: 1, or as many as registers
     */
    public static Op multiple(boolean load, int registers, int structure, int word) {
        return load ? new LoadMultiple(registers, structure, word) : new StoreMultiple(registers, structure, word);
    }

    /** One structure, of elements of {@code 1 << width} bytes, at the index in Q:S:size. */
    public static Op single(boolean load, int count, int width, int word) {
        int qSSize = Operands.bits(word, 30, 30) << 3 | Operands.bits(word, 12, 10);
        int index = qSSize >> width;
        return load ? new LoadSingle(count, width, index, word) : new StoreSingle(count, width, index, word);
    }

    /** One structure to all elements. */
    public static Op replicate(int count, int width, int word) {
        return new Replicate(count, width, word);
    }

    private abstract static class StructureOp extends VectorOp {
        final int t;
        final int width;
        private final int n;
        private final boolean load;
        private final int elements;
        private final boolean postIndexed;
        private final int m;

        /** @param elements all that are transferred */
        StructureOp(boolean load, int elements, int width, int word) {
            this.load = load;
            this.elements = elements;
            this.width = width;
            this.t = Operands.rd(word);
            this.n = Operands.orStackPointer(Operands.rn(word));
            this.postIndexed = Operands.bits(word, POST_INDEX_BIT, POST_INDEX_BIT) == 1;
            this.m = Operands.rm(word);
        }

        abstract void transfer(Pe pe, long va);

        /** Index of the register {@code position} places after Rt, wrapping from V31 to V0. */
        final int register(int position) {
            return (t + position) % REGISTERS;
        }

        @Override
        final void run(Pe pe) {
            long base = Base.of(pe, n);
            for (int i = 0; i < elements; i++) {
                long va = base + ((long) i << width);
                if (load) {
                    pe.mmu.checkLoad(va, 1 << width);
                } else {
                    pe.mmu.checkStore(va, 1 << width);
                }
            }
            long increment = m == Operands.THIRTY_ONE ? (long) elements << width : pe.x[m];
            transfer(pe, base);
            if (postIndexed) {
                pe.x[n] = base + increment;
            }
        }
    }

    private abstract static class MultipleOp extends StructureOp {
        final int perRegister;
        final int structure;
        final int repeats;

        MultipleOp(boolean load, int registers, int structure, int word) {
            super(load, registers * elementsPerRegister(word), Operands.bits(word, 11, 10), word);
            this.perRegister = elementsPerRegister(word);
            this.structure = structure;
            this.repeats = registers / structure;
        }

        private static int elementsPerRegister(int word) {
            return (Operands.bits(word, 30, 30) == 0 ? 8 : 16) >> Operands.bits(word, 11, 10);
        }
    }

    private static final class LoadMultiple extends MultipleOp {
        LoadMultiple(int registers, int structure, int word) {
            super(true, registers, structure, word);
        }

        @Override
        void transfer(Pe pe, long va) {
            for (int i = 0; i < repeats * structure; i++) {
                pe.v[low(register(i))] = 0;
                pe.v[low(register(i)) + 1] = 0;
            }
            long next = va;
            for (int repeat = 0; repeat < repeats; repeat++) {
                for (int element = 0; element < perRegister; element++) {
                    for (int member = 0; member < structure; member++) {
                        long value = SizedAccess.load(pe, next, 1 << width);
                        Elements.set(pe.v, register(repeat + member), width, element, value);
                        next += 1L << width;
                    }
                }
            }
        }
    }

    private static final class StoreMultiple extends MultipleOp {
        StoreMultiple(int registers, int structure, int word) {
            super(false, registers, structure, word);
        }

        @Override
        void transfer(Pe pe, long va) {
            long next = va;
            for (int repeat = 0; repeat < repeats; repeat++) {
                for (int element = 0; element < perRegister; element++) {
                    for (int member = 0; member < structure; member++) {
                        long value = Elements.get(pe.v, register(repeat + member), width, element);
                        SizedAccess.store(pe, next, 1 << width, value);
                        next += 1L << width;
                    }
                }
            }
        }
    }

    private static final class LoadSingle extends StructureOp {
        private final int count;
        private final int element;

        LoadSingle(int count, int width, int element, int word) {
            super(true, count, width, word);
            this.count = count;
            this.element = element;
        }

        @Override
        void transfer(Pe pe, long va) {
            for (int i = 0; i < count; i++) {
                long value = SizedAccess.load(pe, va + ((long) i << width), 1 << width);
                Elements.set(pe.v, register(i), width, element, value);
            }
        }
    }

    private static final class StoreSingle extends StructureOp {
        private final int count;
        private final int element;

        StoreSingle(int count, int width, int element, int word) {
            super(false, count, width, word);
            this.count = count;
            this.element = element;
        }

        @Override
        void transfer(Pe pe, long va) {
            for (int i = 0; i < count; i++) {
                long value = Elements.get(pe.v, register(i), width, element);
                SizedAccess.store(pe, va + ((long) i << width), 1 << width, value);
            }
        }
    }

    private static final class Replicate extends StructureOp {
        private final int count;
        private final boolean full;

        Replicate(int count, int width, int word) {
            super(true, count, width, word);
            this.count = count;
            this.full = Operands.bits(word, 30, 30) == 1;
        }

        @Override
        void transfer(Pe pe, long va) {
            for (int i = 0; i < count; i++) {
                long value = SizedAccess.load(pe, va + ((long) i << width), 1 << width);
                long all = Elements.replicate(value, width);
                pe.v[low(register(i))] = all;
                pe.v[low(register(i)) + 1] = full ? all : 0;
            }
        }
    }
}
