package org.realmscope.adapter.debuggee;

import java.util.List;

/** What a client refers to by number until the machine moves. */
public sealed interface Reference {
    /** The thread that it is part of. */
    ThreadView thread();

    /**
     * A line of a stack.
     *
     * @param index from 0, the innermost one
     */
    record Frame(ThreadView thread, int index) implements Reference {}

    /** A group of registers. */
    record Group(ThreadView thread, String name) implements Reference {}

    /** The fields of a register. */
    record Fields(ThreadView thread, String register) implements Reference {}

    /** An instruction at which the thread may go on. */
    record Place(ThreadView thread, long address) implements Reference {}

    /**
     * A line of a source.
     *
     * @param path as debug information has it
     * @param line from 1
     */
    record Line(ThreadView thread, String path, int line) implements Reference {}

    /** General registers of a frame, as far as they are known. */
    record FrameRegisters(Frame frame) implements Reference {
        @Override
        public ThreadView thread() {
            return frame.thread();
        }
    }

    /** The parameters of a frame's function. */
    record Arguments(Frame frame) implements Reference {
        @Override
        public ThreadView thread() {
            return frame.thread();
        }
    }

    /** The variables of a frame's function. */
    record Locals(Frame frame) implements Reference {
        @Override
        public ThreadView thread() {
            return frame.thread();
        }
    }

    /** Inputs and outputs of a command of the RMM. */
    record Call(Frame frame) implements Reference {
        @Override
        public ThreadView thread() {
            return frame.thread();
        }
    }

    /** The conditions of a command of the RMM. */
    record Conditions(Frame frame) implements Reference {
        @Override
        public ThreadView thread() {
            return frame.thread();
        }
    }

    /** A condition of a command of the RMM. */
    record Condition(Frame frame, String label) implements Reference {
        @Override
        public ThreadView thread() {
            return frame.thread();
        }
    }

    /**
     * A value that has parts.
     *
     * @param expression whose value it is, or is a part of; the name of a variable is one
     * @param path numbers of the parts that lead to it, from 0
     */
    record Parts(Frame frame, String expression, List<Long> path) implements Reference {
        public Parts {
            path = List.copyOf(path);
        }

        @Override
        public ThreadView thread() {
            return frame.thread();
        }
    }
}
