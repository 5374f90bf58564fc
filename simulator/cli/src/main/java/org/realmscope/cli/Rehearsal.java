package org.realmscope.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.realmscope.adapter.DebugAdapter;
import org.realmscope.scenario.lang.ide.ScenarioLanguageServer;

/** What clients of both servers ask most, asked once. */
final class Rehearsal {
    private static final String SCENARIO = """
        scenario "Rehearsal"
        realm realm0 {
            ipa_bits 36
            slot ram 0 .. 64 MiB backing anon
            vcpu vcpu0 {
                store 1 to 0x20_0000
                load 0x20_0000 expect 1
                store 2 to shared 0x30_0000
            }
        }
        expect {
            2 faults
            no warnings
        }
        """;

    private Rehearsal() {}

    /**
     * Has both servers serve a session each.
     *
     * @throws IllegalStateException if a server does not answer as expected
     */
    static void run() throws IOException, InterruptedException {
        Path scenario = Files.createTempFile("realmscope", ".rme");
        try {
            Files.writeString(scenario, SCENARIO);
            debug(scenario);
            edit(scenario);
        } finally {
            Files.delete(scenario);
        }
    }

    private static void debug(Path scenario) throws IOException, InterruptedException {
        RehearsalClient client = RehearsalClient.of((in, out) -> {
            try (DebugAdapter adapter = new DebugAdapter()) {
                adapter.serve(in, out);
            }
        });
        client.request("initialize", "{'adapterID':'realmscope','pathFormat':'path','supportsProgressReporting':true}");
        client.request("realmscope/version", "{}");
        client.request("launch", "{'program':%s}".formatted(client.text(scenario.toString())));
        client.await("\"event\":\"initialized\"");
        client.request("realmscope/machine", "{}");
        client.request(
                "setBreakpoints",
                "{'source':{'path':%s},'breakpoints':[]}".formatted(client.text(scenario.toString())));
        client.request("setFunctionBreakpoints", "{'breakpoints':[]}");
        client.request("setExceptionBreakpoints", "{'filters':[]}");
        client.request(
                "realmscope/setBreakpoints", "{'breakpoints':[{'call':{'function':'RMI_DATA_CREATE_UNKNOWN'}}]}");
        client.request("configurationDone", "{}");
        String thread = client.number("threadId", client.await("\"event\":\"stopped\""));
        look(client, thread);
        for (String movement : new String[] {"next", "stepIn", "stepBack"}) {
            client.request(movement, "{'threadId':%s}".formatted(thread));
            client.await("\"event\":\"stopped\"");
            client.request("stackTrace", "{'threadId':%s}".formatted(thread));
        }
        client.request("disconnect", "{'terminateDebuggee':true}");
        client.awaitEnd();
    }

    /** As the views of an IDE do at each stop. */
    private static void look(RehearsalClient client, String thread) throws IOException {
        client.request("realmscope/machine", "{}");
        String frame = client.number("id", client.request("stackTrace", "{'threadId':%s}".formatted(thread)));
        String scope = client.number("variablesReference", client.request("scopes", "{'frameId':%s}".formatted(frame)));
        client.request("variables", "{'variablesReference':%s}".formatted(scope));
        client.request("evaluate", "{'expression':'x0','frameId':%s,'context':'hover'}".formatted(frame));
        client.request("realmscope/rttEntries", "{'realm':'realm0'}");
        client.request("realmscope/ripasMap", "{'realm':'realm0'}");
        client.request("realmscope/granules", "{}");
        client.request("realmscope/faults", "{'count':10}");
        client.request("realmscope/rmiCalls", "{'count':10}");
        client.request("realmscope/history", "{'count':10}");
    }

    private static void edit(Path scenario) throws IOException, InterruptedException {
        RehearsalClient client = RehearsalClient.of(ScenarioLanguageServer::serve);
        client.ask("initialize", "{'processId':null,'capabilities':{}}");
        client.tell("initialized", "{}");
        String document = client.text(scenario.toUri().toString());
        client.tell(
                "textDocument/didOpen",
                "{'textDocument':{'uri':%s,'languageId':'rme','version':1,'text':%s}}"
                        .formatted(document, client.text(SCENARIO)));
        client.await("\"textDocument/publishDiagnostics\"");
        String place = "{'textDocument':{'uri':%s},'position':{'line':4,'character':6}}";
        client.ask("textDocument/hover", place.formatted(document));
        client.ask("textDocument/completion", place.formatted(document));
        client.ask("textDocument/documentHighlight", place.formatted(document));
        client.ask("textDocument/documentSymbol", "{'textDocument':{'uri':%s}}".formatted(document));
        client.ask("textDocument/foldingRange", "{'textDocument':{'uri':%s}}".formatted(document));
        client.ask("shutdown", "{}");
        client.tell("exit", "{}");
        client.awaitEnd();
    }
}
