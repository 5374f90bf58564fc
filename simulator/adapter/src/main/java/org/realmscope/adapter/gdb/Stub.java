package org.realmscope.adapter.gdb;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.realmscope.adapter.debuggee.ThreadText;
import org.realmscope.adapter.request.ErrorCode;
import org.realmscope.adapter.request.Failures;
import org.realmscope.debug.control.Stop;
import org.realmscope.machine.Machine;
import org.realmscope.machine.schedule.RunState;

/** Answers the packets of one gdb, in the order in which they come. */
final class Stub {
    private static final String OK = "OK";
    /** The answer that an address leads nowhere, with Linux's error number. */
    private static final String EFAULT = "E0e";
    /** The answer to packets that are not known. */
    private static final String UNKNOWN = "";
    /** The answer to a packet after which gdb expects none. */
    private static final byte[] NOTHING = {};

    private static final Pattern MEMORY = Pattern.compile("(?s)m.*");

    private static final int MAX_LENGTH = PacketReader.MAX_PACKET / 2 - 16;

    private final GdbServer server;
    private final PacketQueue queue;
    private final PacketWriter writer;
    private final Consumer<String> report;
    private final Console console;
    private StubParts parts;
    private boolean acknowledges = true;
    private boolean isServed = true;
    /** PE of the thread that registers and memory are those of. */
    private int pe;
    /** PE of the thread that is to move, negative for the one above. */
    private int movingPe = -1;

    /** @param report takes what goes wrong in the stub itself */
    Stub(GdbServer server, PacketQueue queue, PacketWriter writer, Consumer<String> report) {
        this.server = server;
        this.queue = queue;
        this.writer = writer;
        this.report = report;
        this.console = new Console(writer);
        this.parts = StubParts.of(server.debuggee(), console);
        this.pe = Math.max(machine().currentPe(), 0);
    }

    private Machine machine() {
        return server.session().machine();
    }

    /** Serves gdb until it goes. */
    void serve() {
        while (isServed && !writer.isBroken()) {
            switch (queue.take()) {
                case Incoming.Packet(PacketText text) -> {
                    if (acknowledges) {
                        writer.acknowledge(true);
                    }
                    serve(text);
                }
                case Incoming.Damaged damaged -> writer.acknowledge(false);
                case Incoming.Refused refused -> writer.resend();
                case Incoming.Interrupt interrupt -> {}
                case Incoming.End end -> isServed = false;
            }
        }
    }

    private void serve(PacketText packet) {
        boolean readsMemory = packet.matches(MEMORY);
        CompletableFuture<byte[]> served = CompletableFuture.supplyAsync(() -> answer(packet), Runnable::run);
        queue.stopped();
        machine().pause().take();
        if (served.isCompletedExceptionally()) {
            String reason = reason(served.exceptionNow());
            // Of memory that cannot be read, gdb understands a number only.
            writer.send(readsMemory ? EFAULT : PacketWriter.error(reason));
        } else if (served.resultNow() != NOTHING) {
            writer.send(served.resultNow());
        }
    }

    private String reason(Throwable failure) {
        if (failure instanceof PacketError refused) {
            return String.valueOf(refused.getMessage());
        }
        Failures.Described described = new Failures(report).describe(failure);
        return described.code() == ErrorCode.INTERNAL
                ? "an error of the server itself: " + failure + "; its standard error has the details"
                : described.message();
    }

    private static byte[] bytes(String answer) {
        return answer.getBytes(StandardCharsets.ISO_8859_1);
    }

    // --- packets

    private byte[] answer(PacketText packet) {
        if (packet.take("vFile:")) {
            return parts.files().answer(packet);
        }
        if (packet.take("qXfer:")) {
            return transfer(packet);
        }
        if (packet.take("k")) {
            relaunch();
            isServed = false;
            return NOTHING;
        }
        return bytes(text(packet));
    }

    private String text(PacketText packet) {
        return switch (packet.next()) {
            case '?' -> parts.movements().standing(pe);
            case 'g' -> parts.registers().general(pe);
            case 'p' -> parts.registers().hex(pe, packet.number(Integer.MAX_VALUE));
            case 'G', 'P', 'M', 'X' -> write(packet);
            case 'm' -> {
                long address = packet.hex();
                packet.expect(",");
                // gdb asks again for what an answer has no room for.
                yield parts.memory().read(pe, address, Math.min(packet.number(Integer.MAX_VALUE), MAX_LENGTH));
            }
            case 'Z', 'z' -> breakpoint(packet);
            case 'H' -> chooseThread(packet);
            case 'T' -> {
                thread(packet.until(';'));
                yield OK;
            }
            case 'c', 'C' -> reply(parts.movements().resume());
            case 's', 'S' -> reply(parts.movements().step(moving()));
            case 'b' ->
                packet.take("s")
                        ? reply(parts.movements().stepBack(moving()))
                        : packet.take("c") ? reply(parts.movements().reverse()) : UNKNOWN;
            case 'D' -> {
                server.debuggee().breakpoints().clear();
                yield OK;
            }
            case '!' -> OK;
            case 'v' -> multiletter(packet);
            case 'q' -> query(packet);
            case 'Q' -> {
                boolean isKnown = packet.take("StartNoAckMode");
                acknowledges &= !isKnown;
                yield isKnown ? OK : UNKNOWN;
            }
            default -> UNKNOWN;
        };
    }

    /** {@code G}, {@code P}, {@code M} or {@code X}; its letter has been read. */
    private String write(PacketText packet) {
        switch (packet.last()) {
            case 'G' -> parts.registers().writeGeneral(pe, packet.hexBytes());
            case 'P' -> {
                int number = packet.number(Integer.MAX_VALUE);
                packet.expect("=");
                parts.registers().write(pe, number, packet.hexBytes());
            }
            default -> {
                boolean isBinary = packet.last() == 'X';
                long address = packet.hex();
                packet.expect(",");
                int length = packet.number(PacketReader.MAX_PACKET);
                packet.expect(":");
                byte[] data = isBinary ? packet.rest() : packet.hexBytes();
                if (data.length != length) {
                    throw new PacketError("%d bytes are announced, and there are %d".formatted(length, data.length));
                }
                parts.memory().write(pe, address, data);
            }
        }
        return OK;
    }

    private String breakpoint(PacketText packet) {
        boolean isPlaced = packet.last() == 'Z';
        int kind = packet.number(Integer.MAX_VALUE);
        if (kind >= StubBreakpoints.Kind.values().length) {
            return UNKNOWN;
        }
        packet.expect(",");
        long address = packet.hex();
        packet.expect(",");
        StubBreakpoints.Placed placed = new StubBreakpoints.Placed(
                StubBreakpoints.Kind.values()[kind], address, packet.number(Integer.MAX_VALUE));
        if (isPlaced) {
            parts.breakpoints().place(placed);
        } else {
            parts.breakpoints().remove(placed);
        }
        return OK;
    }

    // --- threads

    private String chooseThread(PacketText packet) {
        char operation = packet.next();
        int chosen = thread(packet.until(';'));
        if (operation == 'g') {
            pe = chosen < 0 ? pe : chosen;
        } else if (operation == 'c') {
            movingPe = chosen;
        } else {
            return UNKNOWN;
        }
        return OK;
    }

    /** PE of a thread, negative for "all" and "any". */
    private int thread(String text) {
        if (text.equals("-1")) {
            return -1;
        }
        int number = new PacketText(bytes(text)).number(Integer.MAX_VALUE) - 1;
        if (number >= pes()) {
            throw new PacketError("there is no thread %d; there are %d".formatted(number + 1, pes()));
        }
        return number;
    }

    private int pes() {
        return machine().configuration().pes();
    }

    private int moving() {
        return movingPe < 0 ? pe : movingPe;
    }

    private String threadText(int number) {
        RunState state = machine().state(number);
        String what = state == RunState.OFF ? "off" : ThreadText.world(machine().pe(number));
        return ThreadText.pe(server.debuggee(), number) + ", " + what + (state.isWaiting() ? ", waits" : "");
    }

    // --- movements

    private String reply(Stop stop) {
        pe = stop.pe();
        movingPe = -1;
        return parts.movements().reply(stop);
    }

    /** Packets with names, {@code v...}. */
    private String multiletter(PacketText packet) {
        if (packet.take("Cont?")) {
            return "vCont;c;C;s;S;r";
        }
        if (packet.take("Cont;")) {
            return resume(packet);
        }
        if (packet.take("Kill;")) {
            relaunch();
            return OK;
        }
        if (packet.take("Run;")) {
            relaunch();
            return parts.movements().standing(pe);
        }
        return UNKNOWN;
    }

    /** The actions of {@code vCont}: one thread steps, or all go on. */
    private String resume(PacketText packet) {
        while (!packet.isAtEnd()) {
            PacketText action = new PacketText(bytes(packet.until(';')));
            char what = action.next();
            if (what == 's' || what == 'S') {
                action.until(':');
                return reply(parts.movements().step(actor(action)));
            }
            if (what == 'r') {
                long start = action.hex();
                action.expect(",");
                long end = action.hex();
                action.take(":");
                return reply(parts.movements().stepRange(actor(action), start, end));
            }
            if (what != 'c' && what != 'C') {
                throw new PacketError("action '" + what + "' of vCont is not supported");
            }
        }
        return reply(parts.movements().resume());
    }

    private int actor(PacketText action) {
        int chosen = action.isAtEnd() ? -1 : thread(action.until(';'));
        return chosen < 0 ? moving() : chosen;
    }

    private void relaunch() {
        server.relaunch();
        parts = StubParts.of(server.debuggee(), console);
        console.restart();
        pe = 0;
        movingPe = -1;
    }

    // --- queries

    private String query(PacketText packet) {
        if (packet.take("Supported")) {
            return "PacketSize=%x;QStartNoAckMode+;qXfer:features:read+;qXfer:exec-file:read+;swbreak+;hwbreak+;"
                            .formatted(PacketReader.MAX_PACKET)
                    + "vContSupported+;ReverseStep+;ReverseContinue+";
        }
        if (packet.take("fThreadInfo")) {
            return IntStream.rangeClosed(1, pes())
                    .mapToObj(Integer::toHexString)
                    .collect(Collectors.joining(",", "m", ""));
        }
        if (packet.take("sThreadInfo")) {
            return "l";
        }
        if (packet.take("ThreadExtraInfo,")) {
            return PacketWriter.hex(threadText(Math.max(thread(packet.until(';')), 0)));
        }
        if (packet.take("Rcmd,")) {
            parts.monitor().execute(PacketText.decoded(packet.until(';')), pe).forEach(console::say);
            console.flush();
            return OK;
        }
        if (packet.take("Attached")) {
            return "1";
        }
        if (packet.take("Symbol:")) {
            return OK;
        }
        return packet.take("C") && packet.isAtEnd() ? "QC" + Integer.toHexString(pe + 1) : UNKNOWN;
    }

    /** A part of a document that gdb reads, {@code qXfer}. */
    private byte[] transfer(PacketText packet) {
        byte[] document;
        if (packet.take("features:read:target.xml:")) {
            document = bytes(parts.registers().description().xml());
        } else if (packet.take("exec-file:read:")) {
            packet.until(':');
            document = bytes(parts.host().path());
        } else {
            return bytes(packet.take("features:") ? "E00" : UNKNOWN);
        }
        int from = Math.min(packet.number(Integer.MAX_VALUE), document.length);
        packet.expect(",");
        int to = from + Math.min(Math.min(packet.number(Integer.MAX_VALUE), MAX_LENGTH), document.length - from);
        byte[] data = PacketWriter.escaped(document, from, to);
        byte[] answer = new byte[data.length + 1];
        answer[0] = (byte) (to == document.length ? 'l' : 'm');
        System.arraycopy(data, 0, answer, 1, data.length);
        return answer;
    }
}
