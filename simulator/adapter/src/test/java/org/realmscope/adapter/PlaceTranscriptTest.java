package org.realmscope.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.realmscope.adapter.SourceSession.breakAtFunction;
import static org.realmscope.adapter.SourceSession.evaluate;
import static org.realmscope.adapter.SourceSession.frames;
import static org.realmscope.adapter.SourceSession.launched;
import static org.realmscope.adapter.SourceSession.text;
import static org.realmscope.adapter.WireClient.list;

import com.google.gson.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Breakpoints on addresses and watches on memory in every address space, and runs to events in both directions. */
class PlaceTranscriptTest {
    private static JsonObject resume(WireClient client) {
        return client.stopAfter("continue", "{\"threadId\": 1}");
    }

    private static void toStart(WireClient client) {
        client.stopAfter("realmscope/goTo", "{\"moment\": \"0.0\"}");
    }

    private static String moment(WireClient client) {
        return text(client.request("realmscope/machine", ""), "moment");
    }

    private static void breakAt(WireClient client, String address) {
        client.request(
                "setInstructionBreakpoints", "{\"breakpoints\": [{\"instructionReference\": \"" + address + "\"}]}");
    }

    /** The store of the realm's first fault, by virtual address, by IPA and by where the granule is. */
    @Test
    void instructionOfARealmIsFoundInEverySpace() {
        try (AdapterConnection connection = launched()) {
            WireClient client = connection.client();
            client.stopAfter("realmscope/runTo", "{\"target\": \"fault\"}");
            long pc = Long.decode(text(evaluate(client, frames(client, 2).getFirst(), "$ELR_EL2"), "result"));
            long page = pc & -0x1000;
            List<JsonObject> walk = list(
                    client.request(
                            "realmscope/rttWalk",
                            "{\"realm\": \"realm0\", \"ipa\": \"0x" + Long.toHexString(page) + "\"}"),
                    "entries");
            long pa = Long.decode(text(walk.getLast(), "outputAddress")) + pc - page;
            for (String place : List.of(
                    "EL1R:0x%x".formatted(pc),
                    "EL1R(realm0):0x%x".formatted(pc),
                    "ipa(realm0):0x%x".formatted(pc),
                    "pa(realm):0x%x".formatted(pa))) {
                toStart(client);
                breakAt(client, place);
                JsonObject stopped = resume(client);
                assertEquals("instruction breakpoint", text(stopped, "reason"), place);
                assertEquals(2, stopped.get("threadId").getAsInt());
                assertEquals(
                        "EL1R:0x" + Long.toHexString(pc),
                        text(frames(client, 2).getFirst(), "instructionPointerReference")
                                .replace("(realm0)", ""));
            }
        }
    }

    @Test
    void instructionOfTheHostIsFoundByVirtualAndPhysicalAddress() {
        try (AdapterConnection connection = launched()) {
            WireClient client = connection.client();
            breakAtFunction(client, "user_mem_abort");
            String place = text(frames(client, 2).getFirst(), "instructionPointerReference");
            String there = moment(client);
            for (String same : List.of(place, place.replace("EL2N:", "pa(ns):"))) {
                toStart(client);
                breakAt(client, same);
                assertEquals("instruction breakpoint", text(resume(client), "reason"), same);
                assertEquals(there, moment(client));
            }
        }
    }

    /** The realm's store to the page at IPA 0x200000, and what the host's variable says of the fault before. */
    @ParameterizedTest
    @ValueSource(strings = {"EL1R:0x200000", "EL1R(realm0):0x200000", "ipa(realm0):0x200000"})
    void storeOfARealmStopsAWatch(String place) {
        try (AdapterConnection connection = launched()) {
            WireClient client = connection.client();
            assertStopsAt(client, place, "data breakpoint");
            assertEquals("Realm EL1", text(frames(client, 2).getFirst(), "name").replaceAll(".*, ", ""));
            JsonObject machine = client.request("realmscope/machine", "");
            assertEquals(1, machine.get("faults").getAsInt(), "the page is there when the store is tried again");
        }
    }

    @Test
    void memoryOfTheHostIsWatchedByVirtualAndPhysicalAddress() {
        try (AdapterConnection connection = launched()) {
            WireClient client = connection.client();
            breakAtFunction(client, "user_mem_abort");
            String vcpu = text(evaluate(client, frames(client, 2).getFirst(), "&vcpu->mp_state"), "result");
            String address = vcpu.replaceAll(" .*", "");
            toStart(client);
            assertStopsAt(client, "EL2N:" + address, "data breakpoint");
            String there = moment(client);
            toStart(client);
            assertStopsAt(client, "pa(ns):" + address, "data breakpoint");
            assertEquals(there, moment(client));
        }
    }

    private static void assertStopsAt(WireClient client, String place, String reason) {
        JsonObject info = client.request("dataBreakpointInfo", "{\"name\": \"" + place + "\"}");
        client.request(
                "setDataBreakpoints",
                "{\"breakpoints\": [{\"dataId\": \"" + text(info, "dataId") + "\", \"accessType\": \"write\"}]}");
        JsonObject stopped = resume(client);
        assertEquals(reason, text(stopped, "reason"), stopped::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"worldSwitch", "rmiCall", "fault"})
    void runsToEventsGoBackTheWayTheyCame(String target) {
        try (AdapterConnection connection = launched()) {
            WireClient client = connection.client();
            client.stopAfter("realmscope/runTo", "{\"target\": \"" + target + "\", \"threadId\": 2}");
            String first = moment(client);
            JsonObject second =
                    client.stopAfter("realmscope/runTo", "{\"target\": \"" + target + "\", \"threadId\": 2}");
            assertNotEquals(first, moment(client));
            assertEquals(2, second.get("threadId").getAsInt());
            client.stopAfter("realmscope/runTo", "{\"target\": \"" + target + "\", \"backwards\": true}");
            assertEquals(first, moment(client));
            JsonObject start = client.stopAfter(
                    "realmscope/runTo", "{\"target\": \"fault\", \"backwards\": true, \"threadId\": 1}");
            assertTrue(text(start, "description").contains("earliest"), start::toString);
        }
    }
}
