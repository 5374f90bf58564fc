package org.realmscope.debug.dwarf;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a function has done to its frame when it comes to an instruction. Offsets count from the canonical frame
 * address.
 *
 * @param sp offset of the stack pointer
 * @param isSpKnown whether that offset is known
 * @param fp offset of X29, if it points into the frame
 * @param isFpSet whether it does
 * @param saved offsets of the caller's registers that are in memory
 * @param constants of scratch registers
 */
record FrameShape(
        long sp, boolean isSpKnown, long fp, boolean isFpSet, Map<Integer, Long> saved, Map<Integer, Long> constants) {
    private static final int FP = RegisterReader.FP;
    private static final int LR = RegisterReader.LR;
    private static final int SP = RegisterReader.SP;
    private static final int FIRST_CALLEE_SAVED = 19;

    /** On entry. */
    static final FrameShape ENTRY = new FrameShape(0, true, 0, false, Map.of(), Map.of());

    /** The shape behind an instruction. */
    FrameShape after(A64Word word) {
        if (word.isStorePair() || word.isStore()) {
            return afterStore(word);
        }
        if (word.isLoadPair() || word.isLoad()) {
            return afterLoad(word);
        }
        if (word.isAddImmediate()) {
            return afterAdd(word);
        }
        if (word.isMoveWide()) {
            Map<Integer, Long> known = new TreeMap<>(constants);
            long old = word.isMoveKeep() ? known.getOrDefault(word.rd(), 0L) : 0;
            known.put(word.rd(), old & ~word.moveWideMask() | word.moveWideValue());
            return new FrameShape(sp, isSpKnown, fp, isFpSet, saved, known);
        }
        if (word.isSubtractFromSp() || word.isAddToSp()) {
            Long amount = constants.get(word.rm());
            long change = amount == null ? 0 : word.isAddToSp() ? amount : -amount;
            return withSp(sp + change, isSpKnown && amount != null);
        }
        return this;
    }

    private FrameShape withSp(long newSp, boolean known) {
        return new FrameShape(newSp, known, fp, isFpSet, saved, constants);
    }

    private FrameShape withSaved(Map<Integer, Long> newSaved, boolean fpSet) {
        return new FrameShape(sp, isSpKnown, fp, fpSet, newSaved, constants);
    }

    private FrameShape afterStore(A64Word word) {
        FrameShape shape = word.rn() == SP && word.isPreIndexed() ? withSp(sp + word.memoryOffset(), isSpKnown) : this;
        if (word.rn() != SP && !(word.rn() == FP && isFpSet)) {
            return shape;
        }
        long base = word.rn() == SP ? shape.sp() : fp;
        long at = word.isPreIndexed() ? base : base + word.memoryOffset();
        Map<Integer, Long> more = new TreeMap<>(saved);
        save(more, word.rt(), at);
        if (word.isStorePair()) {
            save(more, word.rt2(), at + 8);
        }
        return shape.withSaved(more, isFpSet);
    }

    private void save(Map<Integer, Long> more, int register, long at) {
        if (register >= FIRST_CALLEE_SAVED && register <= LR && !(register == FP && isFpSet)) {
            more.putIfAbsent(register, at);
        }
    }

    private FrameShape afterLoad(A64Word word) {
        if (word.rn() != SP) {
            return this;
        }
        Map<Integer, Long> less = new TreeMap<>(saved);
        long at = word.isPostIndexed() ? sp : sp + word.memoryOffset();
        boolean fpSet = isFpSet;
        if (less.remove(word.rt(), at)) {
            fpSet &= word.rt() != FP;
        }
        if (word.isLoadPair() && less.remove(word.rt2(), at + 8)) {
            fpSet &= word.rt2() != FP;
        }
        FrameShape shape = withSaved(less, fpSet);
        return word.isPostIndexed() ? shape.withSp(sp + word.memoryOffset(), isSpKnown) : shape;
    }

    private FrameShape afterAdd(A64Word word) {
        if (word.rd() == SP) {
            if (word.rn() == SP) {
                return withSp(sp + word.addend(), isSpKnown);
            }
            return word.rn() == FP && isFpSet ? withSp(fp + word.addend(), true) : withSp(sp, false);
        }
        return word.rd() == FP && word.rn() == SP
                ? new FrameShape(sp, isSpKnown, sp + word.addend(), true, saved, constants)
                : this;
    }
}
