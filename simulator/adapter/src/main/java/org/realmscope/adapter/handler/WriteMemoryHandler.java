package org.realmscope.adapter.handler;

import java.util.Base64;
import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.WriteMemoryArguments;
import org.eclipse.lsp4j.debug.WriteMemoryResponse;
import org.realmscope.adapter.debuggee.Debuggee;
import org.realmscope.adapter.debuggee.MemoryPlace;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.ErrorCode;
import org.realmscope.adapter.request.RequestError;
import org.realmscope.adapter.request.RequestHandler;
import org.realmscope.debug.inspect.AddressSyntax;

/** {@code writeMemory}: changes bytes, which gives up what was known of the run after. */
public final class WriteMemoryHandler implements RequestHandler<WriteMemoryArguments, WriteMemoryResponse> {
    private final Target target;

    public WriteMemoryHandler(Target target) {
        this.target = target;
    }

    @Override
    public Command<WriteMemoryArguments, WriteMemoryResponse> command() {
        return Commands.WRITE_MEMORY;
    }

    @Override
    public void declare(Capabilities capabilities) {
        capabilities.setSupportsWriteMemoryRequest(true);
    }

    @Override
    public Answer<WriteMemoryResponse> handle(WriteMemoryArguments arguments) {
        Debuggee debuggee = target.debuggee();
        if (MemoryPlace.split(arguments.getMemoryReference()) != null) {
            throw new RequestError(ErrorCode.READ_ONLY, "an open moment cannot be changed");
        }
        AddressSyntax.Address to = debuggee.address(arguments.getMemoryReference(), arguments.getOffset());
        byte[] bytes = bytes(arguments.getData());
        debuggee.session().write(to.space(), to.address(), bytes);
        WriteMemoryResponse response = new WriteMemoryResponse();
        response.setBytesWritten(bytes.length);
        return Answer.of(response);
    }

    private static byte[] bytes(String data) {
        try {
            return Base64.getDecoder().decode(data);
        } catch (IllegalArgumentException e) {
            throw RequestError.argument("'data' is not base64: " + e.getMessage());
        }
    }
}
