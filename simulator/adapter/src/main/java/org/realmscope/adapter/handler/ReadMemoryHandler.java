package org.realmscope.adapter.handler;

import java.util.Arrays;
import java.util.Base64;
import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.ReadMemoryArguments;
import org.eclipse.lsp4j.debug.ReadMemoryResponse;
import org.realmscope.adapter.debuggee.MemoryPlace;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.Lane;
import org.realmscope.adapter.request.RequestError;
import org.realmscope.adapter.request.RequestHandler;
import org.realmscope.debug.inspect.AddressSyntax;
import org.realmscope.debug.inspect.MemoryRead;

/** {@code readMemory}: bytes of any address space, now or at an open moment. */
public final class ReadMemoryHandler implements RequestHandler<ReadMemoryArguments, ReadMemoryResponse> {
    private static final int LARGEST = 16 << 20;

    private final Target target;

    public ReadMemoryHandler(Target target) {
        this.target = target;
    }

    @Override
    public Command<ReadMemoryArguments, ReadMemoryResponse> command() {
        return Commands.READ_MEMORY;
    }

    @Override
    public Lane lane() {
        return Lane.ALWAYS;
    }

    @Override
    public void declare(Capabilities capabilities) {
        capabilities.setSupportsReadMemoryRequest(true);
    }

    @Override
    public Answer<ReadMemoryResponse> handle(ReadMemoryArguments arguments) {
        MemoryPlace place = MemoryPlace.of(target.debuggee(), arguments.getMemoryReference(), arguments.getOffset());
        AddressSyntax.Address from = place.address();
        if (arguments.getCount() < 0) {
            throw RequestError.argument("'count' is " + arguments.getCount() + "; 0 or more is expected");
        }
        int count = Math.min(arguments.getCount(), LARGEST);
        MemoryRead read = place.view().read(from.space(), from.address(), count);
        int prefix = read.readablePrefix();
        ReadMemoryResponse response = new ReadMemoryResponse();
        response.setAddress(from.toString());
        response.setData(Base64.getEncoder().encodeToString(Arrays.copyOf(read.bytes(), prefix)));
        if (prefix < count) {
            response.setUnreadableBytes(read.gaps().getFirst().length());
        }
        return Answer.of(response);
    }
}
