package org.realmscope.a64.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.realmscope.platform.Platform;
import org.realmscope.platform.mmu.FetchTlb;
import org.realmscope.platform.pe.AbortSignal;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.pe.StopCause;

/**
 * Closure-threaded execution: a block's instructions are objects that are called one after the other; blocks that
 * execute much are unrolled into classes of their own. Instruction counts are added per block; a limit that falls into
 * a block is reached by executing its first instructions alone.
 *
 * <p>Blocks belong to physical pages. Within a page, control goes from block to block without a look at the translation
 * context, because whatever changes that context calls {@link Pe#leaveBlockChain()}.
 */
public final class ThreadedEngine implements ExecutionEngine {
    private static final VarHandle U32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    /** In place of an instruction count: no block has been entered. */
    private static final long AT_FETCH = -1;

    private static final int MAX_BODY = UnrolledBlock.MAX_LENGTH;

    private final InstructionTranslator translator;
    private final CodeCache code;
    private final BlockUnroller unroller;

    public ThreadedEngine(Platform platform, InstructionTranslator translator) {
        this(platform, translator, BlockUnroller.WORTHWHILE);
    }

    /** @param unrollAfter instructions that a block executes before it is unrolled; no influence on the state */
    ThreadedEngine(Platform platform, InstructionTranslator translator, int unrollAfter) {
        this.translator = translator;
        this.code = new CodeCache(platform);
        this.unroller = new BlockUnroller(unrollAfter);
        platform.codeObserver = code;
    }

    @Override
    public Breakpoints breakpoints() {
        return code;
    }

    @Override
    public StopCause run(Pe pe, long limit) {
        while (true) {
            StopCause stop = pe.stop;
            if (stop != null) {
                pe.stop = null;
                return stop;
            }
            if (pe.instructions >= limit) {
                return StopCause.LIMIT;
            }
            if (!pe.system.takeInterrupt()) {
                pe.limit = Math.min(limit, pe.system.nextDeadline());
                executeBlocks(pe);
            }
        }
    }

    @Override
    public StopCause step(Pe pe) {
        if (pe.stop == null && !pe.system.takeInterrupt()) {
            executeAlone(pe);
        }
        StopCause stop = pe.stop;
        pe.stop = null;
        return stop == null ? StopCause.LIMIT : stop;
    }

    private void executeBlocks(Pe pe) {
        long entered = AT_FETCH;
        int branchType = 0;
        try {
            while (pe.instructions < pe.limit) {
                long page = pe.pc & -4096L;
                entered = AT_FETCH;
                CodePage decoded = fetch(pe);
                do {
                    Block block = decoded.blocks[CodePage.slot(pe.pc)];
                    if (block == null) {
                        block = decode(decoded, CodePage.slot(pe.pc));
                    }
                    entered = pe.instructions;
                    if (entered + block.instructions > pe.limit) {
                        executeUpToLimit(pe, decoded);
                        break;
                    }
                    branchType = pe.btype;
                    if (branchType != 0 && !acceptBranch(pe, decoded)) {
                        break;
                    }
                    block.execute(pe);
                } while ((pe.pc & (-4096L | 3)) == page && pe.instructions < pe.limit);
            }
        } catch (AbortSignal signal) {
            if (entered == AT_FETCH) {
                pe.instructions++;
                pe.system.takePending(0);
            } else {
                abort(pe, signal, entered, branchType);
            }
        }
    }

    /**
     * Makes the state exact after an instruction of a block has thrown.
     *
     * @param entered {@code pe.instructions} when the block was entered, or the one that led to it
     * @param branchType PSTATE.BTYPE then
     */
    private void abort(Pe pe, AbortSignal signal, long entered, int branchType) {
        ThrowingInstruction thrower = unroller.thrower;
        pe.pc += 4L * thrower.position();
        pe.instructions += thrower.isEnd() ? -1 : thrower.position();
        if (pe.instructions == entered) {
            pe.btype = branchType;
        }
        if (signal == AbortSignal.RETRY_ALONE) {
            executeAlone(pe);
        } else {
            pe.instructions++;
            pe.system.takePending(thrower.op().dataAbortSyndrome());
        }
    }

    private void executeUpToLimit(Pe pe, CodePage page) {
        long limit = pe.limit;
        do {
            if (page.hasBreakpoint(CodePage.slot(pe.pc))) {
                pe.requestStop(StopCause.BREAKPOINT);
                return;
            }
            executeAlone(pe);
        } while (pe.instructions < limit && pe.limit == limit && isInPage(pe, page));
    }

    private static boolean isInPage(Pe pe, CodePage page) {
        int slot = FetchTlb.index(pe.pc);
        return pe.fetch.tag[slot] == (pe.pc & (-4096L | 3)) && pe.fetch.page[slot] == page;
    }

    private void executeAlone(Pe pe) {
        int branchType = pe.btype;
        long before = pe.instructions;
        Op op = null;
        pe.alone = true;
        try {
            CodePage page = fetch(pe);
            if (branchType == 0 || acceptBranch(pe, page)) {
                int slot = CodePage.slot(pe.pc);
                op = page.singles[slot];
                if (op == null) {
                    op = decodeAlone(page, slot);
                }
                if (op instanceof BlockEndOp) {
                    pe.instructions++;
                    op.execute(pe);
                } else {
                    op.execute(pe);
                    pe.instructions++;
                    pe.pc += 4;
                }
            }
        } catch (AbortSignal signal) {
            pe.btype = branchType;
            if (signal == AbortSignal.EXCEPTION) {
                pe.instructions = before + 1;
                pe.system.takePending(op == null ? 0 : op.dataAbortSyndrome());
            } else if (signal == AbortSignal.WATCHPOINT) {
                pe.instructions = before;
                pe.requestStop(StopCause.WATCHPOINT);
            } else {
                throw new IllegalStateException(
                        "an instruction that executes alone asked to be executed alone", signal);
            }
        } finally {
            pe.alone = false;
        }
    }

    /** The decoded page of {@code pe.pc}. */
    private CodePage fetch(Pe pe) {
        FetchTlb tlb = pe.fetch;
        int slot = FetchTlb.index(pe.pc);
        if (tlb.tag[slot] == (pe.pc & (-4096L | 3)) && tlb.page[slot] instanceof CodePage page) {
            return page;
        }
        return fetchSlow(pe);
    }

    private CodePage fetchSlow(Pe pe) {
        long pa = pe.mmu.translateFetch(pe.pc);
        CodePage page = code.page(pa);
        pe.fetch.fill(pe.pc, page, pe.mmu.isFetchGuarded());
        return page;
    }

    /**
     * Clears PSTATE.BTYPE if the branch that set it may go to {@code pe.pc}, else takes the Branch Target exception.
     */
    private boolean acceptBranch(Pe pe, CodePage page) {
        int branchType = pe.btype;
        if (pe.fetch.guarded[FetchTlb.index(pe.pc)]) {
            int word = (int) U32.get(code.bytes(page), (int) pe.pc & 0xfff);
            if (!translator.acceptsBranch(word, branchType, pe.system.isPaciaspBranchTarget())) {
                pe.instructions++;
                pe.system.branchTargetException();
                return false;
            }
        }
        pe.btype = 0;
        return true;
    }

    private Op decodeAlone(CodePage page, int slot) {
        Op op = translator.translate((int) U32.get(code.bytes(page), slot * 4), 0);
        page.singles[slot] = op;
        page.noteDecoded(slot, 1);
        return op;
    }

    private Block decode(CodePage page, int first) {
        byte[] bytes = code.bytes(page);
        Op[] body = new Op[MAX_BODY];
        int count = 0;
        BlockEndOp end = null;
        int instructions = 0;
        while (end == null) {
            int slot = first + count;
            if (slot == CodePage.SLOTS || count == MAX_BODY) {
                end = new FallThrough(count * 4);
            } else if (page.hasBreakpoint(slot)) {
                end = new BreakpointStop(count * 4);
            } else {
                Op op = translator.translate((int) U32.get(bytes, slot * 4), count * 4);
                instructions++;
                if (op instanceof BlockEndOp last) {
                    end = last;
                } else {
                    body[count++] = op;
                }
            }
        }
        Block block = new ThreadedBlock(Arrays.copyOf(body, count), end, instructions, page, first, unroller);
        page.blocks[first] = block;
        page.noteDecoded(first, Math.max(instructions, 1));
        return block;
    }
}
