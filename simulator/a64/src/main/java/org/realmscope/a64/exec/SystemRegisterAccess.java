package org.realmscope.a64.exec;

import static org.realmscope.a64.exec.Operands.bits;
import static org.realmscope.a64.exec.Operands.destination;
import static org.realmscope.a64.exec.Operands.rd;

import org.jspecify.annotations.Nullable;
import org.realmscope.a64.engine.BlockEndOp;
import org.realmscope.a64.engine.Op;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.sysreg.SystemRegister;
import org.realmscope.platform.sysreg.SystemRegisters;

/**
 * MRS and MSR. Which register an access reaches, or how it traps, is asked at execution; what kind of register it is,
 * is known when the instruction is decoded, because a name and all that it can be redirected to are of one kind.
 */
public final class SystemRegisterAccess {

    private SystemRegisterAccess() {}

    /** The register that bits 19:5 of MRS or MSR name, null if there is none. */
    public static @Nullable SystemRegister register(int word) {
        return SystemRegister.of(bits(word, 19, 5));
    }

    /** ISS of EC 0x18 for an MRS, MSR or SYS instruction. */
    static int syndrome(int word) {
        return bits(word, 20, 19) << 20
                | bits(word, 7, 5) << 17
                | bits(word, 18, 16) << 14
                | bits(word, 15, 12) << 10
                | rd(word) << 5
                | bits(word, 11, 8) << 1
                | bits(word, 21, 21);
    }

    /** MRS of a register that exists. */
    public static Op read(int word, int blockOffset) {
        SystemRegister register = register(word);
        if (register == null) {
            return UndefinedOp.translate(word, blockOffset);
        }
        return switch (register.readKind()) {
            case STORED -> new ReadStored(register, word);
            case COMPUTED -> new ReadComputed(register, word);
            case TIMED -> new ReadTimed(blockOffset, register, word);
        };
    }

    /** MSR (register) of a register that exists. */
    public static Op write(int word, int blockOffset) {
        SystemRegister register = register(word);
        if (register == null) {
            return UndefinedOp.translate(word, blockOffset);
        }
        return switch (register.writeEffect()) {
            case STORE, LOCAL -> new WriteLocal(register, word);
            case INTERRUPT, TRANSLATION, CONTEXT, SPECIAL -> new WriteContext(blockOffset, register, word);
        };
    }

    /** MRS, MSR, SYS and SYSL of the IMPLEMENTATION DEFINED space: there is nothing there. */
    public static Op implementationDefined(int word, int blockOffset) {
        return new ImplementationDefined(word);
    }

    private static final class ReadStored extends Op {
        private final SystemRegister register;
        private final int target;
        private final int syndrome;

        ReadStored(SystemRegister register, int word) {
            this.register = register;
            this.target = destination(rd(word));
            this.syndrome = syndrome(word);
        }

        @Override
        public void execute(Pe pe) {
            int slot = pe.sys.readSlot(register);
            if (slot < 0) {
                throw pe.system.pendTrap(slot, syndrome);
            }
            pe.x[target] = pe.sys.at(slot);
        }
    }

    private static final class ReadComputed extends Op {
        private final SystemRegister register;
        private final int target;
        private final int syndrome;

        ReadComputed(SystemRegister register, int word) {
            this.register = register;
            this.target = destination(rd(word));
            this.syndrome = syndrome(word);
        }

        @Override
        public void execute(Pe pe) {
            int slot = pe.sys.readSlot(register);
            if (slot < 0) {
                throw pe.system.pendTrap(slot, syndrome);
            }
            pe.x[target] = pe.system.registers.read(SystemRegisters.register(slot));
        }
    }

    private static final class ReadTimed extends BlockEndOp {
        private final SystemRegister register;
        private final int target;
        private final int syndrome;

        ReadTimed(int blockOffset, SystemRegister register, int word) {
            super(blockOffset);
            this.register = register;
            this.target = destination(rd(word));
            this.syndrome = syndrome(word);
        }

        @Override
        public void execute(Pe pe) {
            int slot = pe.sys.readSlot(register);
            if (slot < 0) {
                throw pe.system.pendTrap(slot, syndrome);
            }
            pe.x[target] = pe.system.registers.read(SystemRegisters.register(slot));
            pe.pc += blockOffset + 4;
        }
    }

    private static final class WriteLocal extends Op {
        private final SystemRegister register;
        private final int source;
        private final int syndrome;

        WriteLocal(SystemRegister register, int word) {
            this.register = register;
            this.source = rd(word);
            this.syndrome = syndrome(word);
        }

        @Override
        public void execute(Pe pe) {
            int slot = pe.sys.writeSlot(register);
            if (slot < 0) {
                throw pe.system.pendTrap(slot, syndrome);
            }
            pe.system.registers.write(SystemRegisters.register(slot), pe.x[source]);
        }
    }

    private static final class WriteContext extends BlockEndOp {
        private final SystemRegister register;
        private final int source;
        private final int syndrome;

        WriteContext(int blockOffset, SystemRegister register, int word) {
            super(blockOffset);
            this.register = register;
            this.source = rd(word);
            this.syndrome = syndrome(word);
        }

        @Override
        public void execute(Pe pe) {
            int slot = pe.sys.writeSlot(register);
            if (slot < 0) {
                throw pe.system.pendTrap(slot, syndrome);
            }
            pe.pc += blockOffset + 4;
            pe.system.registers.write(SystemRegisters.register(slot), pe.x[source]);
        }
    }

    private static final class ImplementationDefined extends Op {
        private final int syndrome;

        ImplementationDefined(int word) {
            this.syndrome = syndrome(word);
        }

        @Override
        public void execute(Pe pe) {
            throw pe.system.pendTrap(pe.sys.rules().implementationDefinedTrap(), syndrome);
        }
    }
}
