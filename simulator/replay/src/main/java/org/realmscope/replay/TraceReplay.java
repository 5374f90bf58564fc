package org.realmscope.replay;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiCommand;
import org.realmscope.abi.RmiStatus;
import org.realmscope.abi.RsiCommand;
import org.realmscope.platform.PhysicalAddressSpace;
import org.realmscope.platform.UserError;
import org.realmscope.rmm.choices.RmmChoices;

/** Replays one trace on a fresh machine, up to its first difference. */
public final class TraceReplay {
    /** EC, Op0, Op1, CRn and direction of a trapped access to a system register. */
    private static final long ID_REGISTER_MASK = 0xfc30_fc01L;
    /** MRS of a register with Op0 = 3, Op1 = 0, CRn = 0. */
    private static final long ID_REGISTER_READ = 0x6030_0001L;

    private static final JsonObject NOTHING = new JsonObject();

    private final ReplayBoard board;
    private final ModelledRegisters registers;
    private final GuestModel guest;
    private final Excuses excuses;
    private final Path file;
    private String command = "header";
    private int line = 1;

    private TraceReplay(TraceHeader header, Path file) {
        this.board = new ReplayBoard(header, header.configuration(RmmChoices.TF_RMM_REL0));
        this.registers = new ModelledRegisters(board.pe);
        this.guest = new GuestModel(board, registers);
        this.excuses = Excuses.of(file);
        this.file = file;
    }

    /**
     * Replays a file, compressed or not.
     *
     * @return the first difference, null if there is none
     * @throws IOException if the file cannot be read
     * @throws UserError if it is no trace
     */
    public static @Nullable Mismatch replay(Path file) throws IOException {
        try (BufferedReader lines = open(file)) {
            String first = lines.readLine();
            JsonObject header = first == null ? NOTHING : parse(first, file, 1);
            TraceFormat.checkHeader(header, file);
            return new TraceReplay(TraceHeader.parse(header), file).run(lines);
        }
    }

    private static JsonObject parse(String text, Path file, int line) {
        try {
            return JsonParser.parseString(text).getAsJsonObject();
        } catch (JsonParseException | IllegalStateException e) {
            throw new UserError(
                    UserError.Code.FILE_UNREADABLE,
                    file + ":" + line + ": a JSON object is expected: " + e.getMessage());
        }
    }

    private static BufferedReader open(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        InputStream content = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
        return new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8));
    }

    private @Nullable Mismatch run(BufferedReader lines) throws IOException {
        for (String text = lines.readLine(); text != null; text = lines.readLine()) {
            line++;
            try {
                JsonObject entry = parse(text, file, line);
                TraceFormat.checkLine(entry, file, line);
                apply(entry);
            } catch (MismatchException mismatch) {
                if (!excuses.isExcused(line)) {
                    return mismatch.at(line, command);
                }
            }
        }
        return null;
    }

    private void apply(JsonObject entry) {
        command = entry.get("op").getAsString();
        switch (command) {
            case "smc" -> call(entry);
            case "guest" -> guest(entry);
            case "run" -> run(entry);
            case "poke" -> poke(entry);
            case "fill" -> fill(entry);
            case "peek" -> peek(entry);
            case "rttdump" -> RttDump.compare(entry, board);
            case "note", "gdump" -> {}
            default -> throw new MismatchException("op", "a known operation", command);
        }
    }

    // --- host memory

    private void poke(JsonObject entry) {
        byte[] bytes = Hex.bytes(entry.get("hex"));
        long pa = Hex.parse(entry.get("pa"));
        if (isWritten(entry, pa, bytes.length)) {
            board.memory.write(pa, bytes, 0, bytes.length);
        }
    }

    private void fill(JsonObject entry) {
        long pa = Hex.parse(entry.get("pa"));
        long length = Hex.parse(entry.get("len"));
        if (isWritten(entry, pa, length)) {
            board.memory.fill(pa, length, (int) Hex.parse(entry.get("byte")));
        }
    }

    /** Whether the host can write there; the trace says so, too. */
    private boolean isWritten(JsonObject entry, long pa, long length) {
        boolean accessible = board.platform.granuleProtection.allows(pa, PhysicalAddressSpace.NON_SECURE);
        MismatchException.check("ignored", Boolean.toString(entry.has("ignored")), Boolean.toString(!accessible));
        if (accessible && board.memory.isBacked(pa) && !board.memory.isBacked(pa, length)) {
            throw new MismatchException("pa", "DRAM", Hex.format(pa) + " and " + Hex.format(length) + " bytes");
        }
        return accessible;
    }

    private void peek(JsonObject entry) {
        byte[] bytes = new byte[(int) Hex.parse(entry.get("len"))];
        board.memory.read(Hex.parse(entry.get("pa")), bytes, 0, bytes.length);
        MismatchException.check("hex", entry.get("hex").getAsString(), Hex.bytes(bytes));
    }

    // --- calls

    private void callHost(JsonObject entry) {
        JsonArray x = entry.getAsJsonArray("x");
        long[] values = new long[x.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Hex.parse(x.get(i));
        }
        RmiCommand rmi = RmiCommand.of(values[0]);
        command = rmi == null ? "SMC " + Hex.format(values[0]) : rmi.specificationName();
        board.call(values);
    }

    private void compareResults(JsonObject entry) {
        JsonArray expected = entry.getAsJsonArray("ret");
        for (int i = 0; i < expected.size(); i++) {
            long value = Hex.parse(expected.get(i));
            if (i == 0 && value != board.pe.x[0]) {
                throw new MismatchException("ret.x0", RmiStatus.describe(value), RmiStatus.describe(board.pe.x[0]));
            }
            MismatchException.check("ret.x" + i, value, board.pe.x[i]);
        }
    }

    private void call(JsonObject entry) {
        callHost(entry);
        compareResults(entry);
    }

    private void run(JsonObject entry) {
        callHost(entry);
        board.runRealm();
        compareResults(entry);
        if (entry.has("exit")) {
            ExitView exit = exitView(entry);
            exit.compareReason();
            exit.compareHardware();
        }
    }

    private ExitView exitView(JsonObject entry) {
        long run = Hex.parse(entry.getAsJsonArray("x").get(2));
        return new ExitView(entry.getAsJsonObject("exit"), board.memory, run);
    }

    // --- the modelled guest

    private void guest(JsonObject entry) {
        registers.setRec(Hex.parse(entry.getAsJsonArray("x").get(1)));
        callHost(entry);
        boolean entered = board.isInRealm();
        int anyResults = 0;
        JsonArray steps = entry.getAsJsonArray("steps");
        for (int i = 0; i < steps.size(); i++) {
            JsonObject step = steps.get(i).getAsJsonObject();
            if (!board.isInRealm()) {
                throw new MismatchException("step " + i, step.get("action").toString(), "REC exit before it");
            }
            if (entered) {
                guest.entered();
            }
            MismatchException.check(
                    "step " + i + " view", Boolean.toString(step.has("view")), Boolean.toString(entered));
            if (entered) {
                RealmView.compare(step.getAsJsonObject("view"), board.pe, anyResults);
            }
            JsonObject action = step.getAsJsonObject("action");
            anyResults = excusedResults(action);
            entered =
                    guest.perform(action, step.has("res") ? step.getAsJsonObject("res") : NOTHING) && board.isInRealm();
        }
        MismatchException.check("REC exit", "true", Boolean.toString(!board.isInRealm()));
        compareResults(entry);
        if (entry.has("exit")) {
            ExitView exit = exitView(entry);
            exit.compareReason();
            exit.compareModel(registers);
        }
    }

    /**
     * Result registers of an action whose values are the implementation's choice, one bit each: X0 and X1 of token
     * generation, and
     * what the realm reads from an ID register.
     */
    private static int excusedResults(JsonObject action) {
        return switch (action.get("t").getAsString()) {
            case "smc" -> {
                RsiCommand rsi = RsiCommand.of(Hex.element(action.getAsJsonArray("x"), 0));
                boolean token =
                        rsi == RsiCommand.ATTESTATION_TOKEN_INIT || rsi == RsiCommand.ATTESTATION_TOKEN_CONTINUE;
                yield token ? 3 : 0;
            }
            case "sync" -> {
                long esr = Hex.parse(action.get("esr"));
                yield (esr & ID_REGISTER_MASK) == ID_REGISTER_READ ? 1 << (esr >>> 5 & 0x1f) : 0;
            }
            default -> 0;
        };
    }
}
