package org.realmscope.adapter.handler;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.DisassembleArguments;
import org.eclipse.lsp4j.debug.DisassembleResponse;
import org.eclipse.lsp4j.debug.DisassembledInstruction;
import org.eclipse.lsp4j.debug.DisassembledInstructionPresentationHint;
import org.realmscope.adapter.debuggee.Client;
import org.realmscope.adapter.debuggee.Debuggee;
import org.realmscope.adapter.debuggee.MemoryPlace;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.RequestHandler;
import org.realmscope.debug.dwarf.SourceFile;
import org.realmscope.debug.dwarf.SourceLine;
import org.realmscope.debug.inspect.AddressSyntax;
import org.realmscope.debug.symbols.CodePosition;

/**
 * {@code disassemble}: instructions of any address space, now or at an open moment, with symbols and lines where a
 * program is known.
 */
public final class DisassembleHandler implements RequestHandler<DisassembleArguments, DisassembleResponse> {
    private static final long INSTRUCTION_SIZE = 4;
    private static final int MOST = 20_000;

    private final Target target;
    private final Client client;

    public DisassembleHandler(Target target, Client client) {
        this.target = target;
        this.client = client;
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
        MemoryPlace place = MemoryPlace.of(debuggee, arguments.getMemoryReference(), arguments.getOffset());
        AddressSyntax.Address at = place.address();
        long skip = (long) Objects.requireNonNullElse(arguments.getInstructionOffset(), 0) * INSTRUCTION_SIZE;
        int count = Math.clamp(arguments.getInstructionCount(), 0, MOST);
        // Clients that name one of the addresses again name it alone.
        debuggee.setPlainSpace(at.space());
        List<DisassembledInstruction> answer = new ArrayList<>();
        boolean withSymbols = !Boolean.FALSE.equals(arguments.getResolveSymbols());
        SourceLine last = SourceLine.UNKNOWN;
        for (var each : place.view().disassemble(at.space(), (at.address() & -INSTRUCTION_SIZE) + skip, count)) {
            DisassembledInstruction instruction = instruction(each);
            CodePosition position = debuggee.programs().position(place.view(), at.space(), each.address());
            if (position != null) {
                String symbol = position.symbol();
                instruction.setSymbol(withSymbols ? symbol : null);
                last = place(debuggee, position.source(), last, instruction);
            }
            answer.add(instruction);
        }
        DisassembleResponse response = new DisassembleResponse();
        response.setInstructions(answer.toArray(DisassembledInstruction[]::new));
        return Answer.of(response);
    }

    /** Gives an instruction its line if it is another one than that of the instruction before. */
    private SourceLine place(
            Debuggee debuggee, SourceLine source, SourceLine last, DisassembledInstruction instruction) {
        SourceFile file = source.file();
        boolean isSame = source.line() == last.line() && Objects.equals(file, last.file());
        if (file != null && source.isKnown() && !isSame) {
            instruction.setLocation(debuggee.programs().sources().source(file.path()));
            instruction.setLine(client.toClientLine(source.line()));
        }
        return source;
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
