package org.realmscope.adapter.handler;

import java.util.Objects;
import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.DisassembleArguments;
import org.eclipse.lsp4j.debug.DisassembleResponse;
import org.eclipse.lsp4j.debug.DisassembledInstruction;
import org.eclipse.lsp4j.debug.DisassembledInstructionPresentationHint;
import org.realmscope.adapter.debuggee.Debuggee;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.RequestHandler;
import org.realmscope.debug.inspect.AddressSyntax;

/** {@code disassemble}: instructions of any address space. */
public final class DisassembleHandler implements RequestHandler<DisassembleArguments, DisassembleResponse> {
    private static final long INSTRUCTION_SIZE = 4;
    private static final int MOST = 20_000;

    private final Target target;

    public DisassembleHandler(Target target) {
        this.target = target;
    }

    @Override
    public Command<DisassembleArguments, DisassembleResponse> command() {
        return Commands.DISASSEMBLE;
    }

    @Override
    public void declare(Capabilities capabilities) {
        capabilities.setSupportsDisassembleRequest(true);
    }

    @Override
    public Answer<DisassembleResponse> handle(DisassembleArguments arguments) {
        Debuggee debuggee = target.debuggee();
        AddressSyntax.Address at = debuggee.address(arguments.getMemoryReference(), arguments.getOffset());
        long skip = (long) Objects.requireNonNullElse(arguments.getInstructionOffset(), 0) * INSTRUCTION_SIZE;
        int count = Math.clamp(arguments.getInstructionCount(), 0, MOST);
        // Clients that name one of the addresses again name it alone.
        debuggee.setPlainSpace(at.space());
        DisassembleResponse response = new DisassembleResponse();
        response.setInstructions(
                debuggee
                        .session()
                        .view()
                        .disassemble(at.space(), (at.address() & -INSTRUCTION_SIZE) + skip, count)
                        .stream()
                        .map(DisassembleHandler::instruction)
                        .toArray(DisassembledInstruction[]::new));
        return Answer.of(response);
    }

    private static DisassembledInstruction instruction(org.realmscope.debug.inspect.DisassembledInstruction each) {
        DisassembledInstruction instruction = new DisassembledInstruction();
        instruction.setAddress("0x%016x".formatted(each.address()));
        instruction.setInstruction(each.text());
        if (each.readable()) {
            instruction.setInstructionBytes("%08x".formatted(each.word()));
        } else {
            instruction.setPresentationHint(DisassembledInstructionPresentationHint.INVALID);
        }
        return instruction;
    }
}
