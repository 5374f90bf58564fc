package org.realmscope.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.realmscope.adapter.request.MachineThread;

class MachineThreadTest {
    @Test
    void searchServesOnlyWhatMayFindTheMachineAnywhereAndNothingBehindAnEnd() {
        List<String> done = new ArrayList<>();
        CompletableFuture<List<String>> duringSearch = new CompletableFuture<>();
        CompletableFuture<Void> end = new CompletableFuture<>();
        CompletableFuture<Void> queued = new CompletableFuture<>();
        try (MachineThread thread = new MachineThread()) {
            thread.submit(() -> {
                queued.join();
                thread.serveDuringSearch();
                duringSearch.complete(List.copyOf(done));
            });
            thread.submit(() -> done.add("state"));
            thread.submitAlways(() -> done.add("history"));
            thread.submitLast(() -> done.add("disconnect"));
            thread.submitAlways(() -> {
                done.add("late");
                end.complete(null);
            });
            queued.complete(null);

            assertEquals(List.of("history"), duringSearch.join());
            end.join();
            assertEquals(List.of("history", "state", "disconnect", "late"), done);
        }
    }
}
