package org.realmscope.replay;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.realmscope.abi.RmiCommand;

/** Dumps the RTT of a Realm with RMI_RTT_READ_ENTRY alone, as traces do, and compares it. */
final class RttDump {
    private static final int STATE_ASSIGNED = 1;
    private static final int STATE_TABLE = 2;
    private static final int PAGE_LEVEL = 3;

    /** Consecutive entries of one table: equal but for their addresses, which follow each other. */
    private record Run(long ipa, long count, int level, long state, long desc, long ripas) {
        boolean isFollowedBy(Run next) {
            long size = 1L << shift(level);
            long following = desc == 0 ? 0 : desc + count * size;
            return next.level == level
                    && next.state == state
                    && next.ripas == ripas
                    && state != STATE_TABLE
                    && next.desc == (state == STATE_ASSIGNED ? following : desc);
        }

        Run merged() {
            return new Run(ipa, count + 1, level, state, desc, ripas);
        }

        String text() {
            return "[0x%x, %d, level %d, state %d, desc 0x%x, ripas %d]"
                    .formatted(ipa, count, level, state, desc, ripas);
        }
    }

    private final ReplayBoard board;
    private final long rd;
    private final List<Run> runs = new ArrayList<>();

    private RttDump(ReplayBoard board, long rd) {
        this.board = board;
        this.rd = rd;
    }

    static void compare(JsonObject line, ReplayBoard board) {
        RttDump dump = new RttDump(board, Hex.parse(line.get("rd")));
        int level = line.get("sl").getAsInt();
        int width = line.get("ipa_bits").getAsInt();
        dump.table(0, level, 1L << Math.max(0, width - shift(level)));
        JsonArray expected = line.getAsJsonArray("runs");
        for (int i = 0; i < expected.size(); i++) {
            String got = i < dump.runs.size() ? dump.runs.get(i).text() : "the end";
            MismatchException.check(
                    "rttdump run " + i, parse(expected.get(i).getAsJsonArray()).text(), got);
        }
        MismatchException.check("rttdump runs", expected.size(), dump.runs.size());
    }

    private static Run parse(JsonArray run) {
        return new Run(
                Hex.parse(run.get(0)),
                Hex.parse(run.get(1)),
                run.get(2).getAsInt(),
                Hex.parse(run.get(3)),
                Hex.parse(run.get(4)),
                Hex.parse(run.get(5)));
    }

    private void table(long base, int level, long entries) {
        boolean merge = false;
        for (long i = 0; i < entries; i++) {
            long ipa = base + (i << shift(level));
            board.call(new long[] {RmiCommand.RTT_READ_ENTRY.functionId(), rd, ipa, level, 0, 0, 0});
            Run run = new Run(ipa, 1, level, board.pe.x[2], board.pe.x[3], board.pe.x[4]);
            if (merge && runs.getLast().isFollowedBy(run)) {
                runs.set(runs.size() - 1, runs.getLast().merged());
            } else {
                runs.add(run);
            }
            merge = true;
            if (run.state() == STATE_TABLE && level < PAGE_LEVEL) {
                table(ipa, level + 1, 512);
                merge = false;
            }
        }
    }

    private static int shift(int level) {
        return 12 + 9 * (PAGE_LEVEL - level);
    }
}
