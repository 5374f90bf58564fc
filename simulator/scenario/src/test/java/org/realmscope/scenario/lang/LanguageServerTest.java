package org.realmscope.scenario.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionContext;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DeclarationParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.DocumentHighlight;
import org.eclipse.lsp4j.DocumentHighlightKind;
import org.eclipse.lsp4j.DocumentHighlightParams;
import org.eclipse.lsp4j.DocumentRangeFormattingParams;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.DocumentSymbolCapabilities;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.FoldingRange;
import org.eclipse.lsp4j.FoldingRangeRequestParams;
import org.eclipse.lsp4j.FormattingOptions;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PrepareRenameDefaultBehavior;
import org.eclipse.lsp4j.PrepareRenameParams;
import org.eclipse.lsp4j.PrepareRenameResult;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ReferenceContext;
import org.eclipse.lsp4j.ReferenceParams;
import org.eclipse.lsp4j.RenameCapabilities;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.TextDocumentClientCapabilities;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.WorkspaceSymbolParams;
import org.eclipse.lsp4j.jsonrpc.messages.Either3;
import org.eclipse.lsp4j.services.LanguageServer;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A client talks to the server as editors do: to a process of its own, over its standard input and output. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LanguageServerTest {
    private static final long SECONDS = ServerProcess.SECONDS;
    private static final String TEXT = """
        host { race today  block_mappings follow-user }
        realm realm0 {
            slot ram 0 .. 64 MiB
            mmio 0x900_0018 reads 0x90
            vcpu vcpu0 {
                load shared 0x20_0000
                get_ripas 0x20_0000 expect ram
                for page in 0 .. 8 KiB {
                    store 1 to page
                }
            }
        }
        vmm {
            at start {
                pages rtt
                rmi RMI_RTT_CREATE(realm0.rd, rtt, 0x8000_0000, 3) expect RMI_ERROR_RTT(2)
                unmap realm0 0 .. 4 KiB
            }
        }
        """;

    private ServerProcess process;
    private ServerProcess.Client client;
    private LanguageServer server;
    private ServerCapabilities capabilities;
    private int documents;

    @TempDir
    Path directory;

    @BeforeAll
    void start() throws Exception {
        process = ServerProcess.start();
        client = process.client();
        server = process.server();
        InitializeParams parameters = new InitializeParams();
        DocumentSymbolCapabilities symbols = new DocumentSymbolCapabilities();
        symbols.setHierarchicalDocumentSymbolSupport(true);
        TextDocumentClientCapabilities text = new TextDocumentClientCapabilities();
        text.setDocumentSymbol(symbols);
        RenameCapabilities rename = new RenameCapabilities();
        rename.setPrepareSupport(true);
        text.setRename(rename);
        parameters.setCapabilities(new ClientCapabilities(null, text, null));
        capabilities = get(server.initialize(parameters)).getCapabilities();
        server.initialized(new InitializedParams());
    }

    @AfterAll
    void shutdownAndExitEndTheProcess() throws Exception {
        assertEquals(0, process.end());
    }

    @Test
    void errorsAreTheReadersWithItsCodes() throws Exception {
        String uri = open("host { behavior rfc }\nrealm r { }");
        Diagnostic error = client.diagnostics(uri).getFirst();
        assertEquals("'host' has no setting 'behavior'; did you mean 'behaviour'?", error.getMessage());
        assertEquals("UNKNOWN_NAME", error.getCode().getLeft());
        assertEquals(new Range(new Position(0, 7), new Position(0, 15)), error.getRange());
    }

    @Test
    void correctScenarioHasNoErrors() throws Exception {
        assertEquals(List.of(), client.diagnostics(open(TEXT)));
    }

    @Test
    void proposalsFitTheirPlace() throws Exception {
        assertProposed("host { | }", "behaviour", "readonly_unprotected");
        assertProposed("host { race | }", "rfc", "today");
        assertProposed("realm r { slot ram 0 .. 1 MiB backing | }", "anon", "guest_memfd");
        assertProposed("realm r { slot ram 0 .. 1 MiB vcpu v { | } }", "load", "store", "repeat", "set_ripas");
        assertProposed("realm r { slot ram 0 .. 1 MiB vcpu v { rsi RSI_V| } }", "RSI_VERSION");
        assertProposed("realm r { slot ram 0 .. 1 MiB vcpu v { psci | } }", "PSCI_CPU_ON");
        assertProposed(
                "realm r { slot ram 0 .. 1 MiB vcpu v { get_ripas 0 expect | } }", "empty", "destroyed", "stuck");
        assertProposed(
                "realm r { slot ram 0 .. 1 MiB vcpu v { for p in 0 .. 4 KiB { load | } } }", "p", "shared", "byte");
        assertProposed("realm r { slot ram 0 .. 1 MiB } vmm { at | }", "boot", "start", "end");
        assertProposed("realm r { slot ram 0 .. 1 MiB } vmm { at start { delete r.| } }", "ram");
        assertProposed("realm r { slot ram 0 .. 1 MiB } vmm { at start { rmi RMI_RTT_F| } }", "RMI_RTT_FOLD");
        assertProposed("realm r { vcpu v { } } expect { vcpu r.v | }", "ended", "stuck");
        assertProposed("realm r { slot ram 0 .. 1 MiB | }", "mmio", "ripas", "populate", "vcpu");
        assertProposed("|", "realm", "platform", "expect");
    }

    @Test
    void keywordsThatMayBeNamesAreNotProposedAsNames() throws Exception {
        assertFalse(proposals("realm r { slot | }").contains("ripas"));
    }

    @Test
    void hoverTellsWhatTheSpecificationMeans() throws Exception {
        assertHover("get_ripas 0x20_0000 expect ra|m", "RIPAS RAM", "HIPAS");
        assertHover("RMI_RTT_CR|EATE", "rd, rtt, ipa, level", "Adds a table");
        assertHover("RMI_ERROR_R|TT", "= 4", "level");
        assertHover("ra|ce", "Two vCPUs fault on one page", "rfc and today");
        assertHover("follow-us|er", "**block_mappings** follow-user");
        assertHover("load sha|red", "protected", "unprotected", "private", "shared", "top active bit");
        assertHover("load shared 0x20|_0000", "0x8_0020_0000", "unprotected (shared)", "in slot ram", "level 2: 1");
        assertHover("slot r|am", "64 MiB", "backing anon");
        assertHover("unmap real|m0", "36 bits of IPA", "0x8_0000_0000");
        assertHover("store 1 to pa|ge", "runs over");
        assertHover("mm|io", "Line of a realm:", "mmio ADDRESS reads VALUE");
        assertHover("unm|ap", "unmap REALM BASE .. END");
    }

    @Test
    void outlineHasRealmsSlotsVcpusRulesAndPages() throws Exception {
        String uri = open(TEXT);
        List<DocumentSymbol> symbols = get(server.getTextDocumentService()
                        .documentSymbol(new DocumentSymbolParams(new TextDocumentIdentifier(uri))))
                .stream()
                .map(symbol -> symbol.getRight())
                .toList();
        List<String> names = new ArrayList<>();
        names(symbols, "", names);
        assertEquals(
                List.of(
                        "host",
                        "realm0 (realm)",
                        "realm0/ram (slot)",
                        "realm0/mmio 0x900_0018 reads 0x90",
                        "realm0/vcpu0 (vCPU)",
                        "realm0/vcpu0/for page in 0 .. 8 KiB",
                        "vmm",
                        "vmm/at start",
                        "vmm/at start/rtt (pages)"),
                names);
    }

    @Test
    void quickFixesReplaceAlignAndAdd() throws Exception {
        assertFix("host { behavior rfc } realm r { }", "behavior", "host { behaviour rfc } realm r { }");
        assertFix("relam r { }", "relam", "realm r { }");
        assertFix(
                "platform { pes 1 } realm r { slot a 0 .. 1 MiB vcpu v { } }",
                "1 }",
                "platform { pes 2 } realm r { slot a 0 .. 1 MiB vcpu v { } }");
        assertFix(
                "realm r { slot ram 0 .. 0x1801 }",
                "0x1801",
                "realm r { slot ram 0 .. 0x1000 }",
                "realm r { slot ram 0 .. 0x2000 }");
        assertFix(
                "realm r { slot a 0 .. 1 MiB vcpu v { load 0x8_0000_1000 } }",
                "0x8_0",
                "realm r { slot a 0 .. 1 MiB vcpu v { load shared 0x1000 } }");
        assertFix("realm r { vcpu v { } }", "r {", "realm r {\n    slot ram 0 .. 64 MiB backing anon vcpu v { } }");
        assertFix("realm r { } vmm { at 1 { kick q.v } }", "q.v", "realm r { } vmm { at 1 { kick r.v } }");
    }

    @Test
    void renameChangesTheNameWhereverItIs() throws Exception {
        String uri = open(TEXT);
        WorkspaceEdit edit = get(server.getTextDocumentService()
                .rename(new RenameParams(new TextDocumentIdentifier(uri), position(TEXT, "realm real|m0"), "tenant")));
        String renamed = applied(TEXT, edits(edit, uri));
        assertEquals(TEXT.replace("realm0", "tenant"), renamed);
    }

    @Test
    void nameThatIsNoneIsRefused() throws Exception {
        String uri = open(TEXT);
        Position place = position(TEXT, "realm real|m0");
        for (String name : List.of("1st", "two words", "", "store", "a.b", "MiB", "r\u00e9alm")) {
            CompletionException refused = assertThrows(
                    CompletionException.class,
                    () -> server.getTextDocumentService()
                            .rename(new RenameParams(new TextDocumentIdentifier(uri), place, name))
                            .orTimeout(SECONDS, TimeUnit.SECONDS)
                            .join(),
                    name);
            assertTrue(String.valueOf(refused.getCause().getMessage()).contains("'" + name + "'"), refused::toString);
        }
        CompletionException nothing = assertThrows(
                CompletionException.class,
                () -> server.getTextDocumentService()
                        .rename(new RenameParams(
                                new TextDocumentIdentifier(uri), position(TEXT, "get_ri|pas"), "tenant"))
                        .orTimeout(SECONDS, TimeUnit.SECONDS)
                        .join());
        assertEquals(
                "there is no name here that could be changed",
                nothing.getCause().getMessage());
        WorkspaceEdit edit = get(server.getTextDocumentService()
                .rename(new RenameParams(new TextDocumentIdentifier(uri), place, "level")));
        assertEquals(TEXT.replace("realm0", "level"), applied(TEXT, edits(edit, uri)));
    }

    @Test
    void nameOfNothingHasNoHover() throws Exception {
        String text = "realm r { slot ram 0 .. 4 KiB }\nexpect { vcpu r.nobody ended  vcpu nowhere.v ended }\n";
        String uri = open(text);
        for (String place : List.of("vcpu r.no|body", "nowhere.|v", "vcpu now|here")) {
            Hover hover = get(server.getTextDocumentService()
                    .hover(new HoverParams(new TextDocumentIdentifier(uri), position(text, place))));
            assertTrue(
                    hover == null
                            || hover.getContents().isLeft()
                            || hover.getContents().getRight().getValue().isEmpty(),
                    place);
        }
    }

    @Test
    void textWithErrorsIsNotFormatted() throws Exception {
        for (String text : List.of(
                "realm r { slot ram 0 .. 4 KiB /* ",
                "realm r { /* a */ 0x slot",
                "expect { /* */ } {",
                "vmm { 1..2 \"a")) {
            String uri = open(text);
            var edits = get(server.getTextDocumentService()
                    .formatting(new DocumentFormattingParams(
                            new TextDocumentIdentifier(uri), new FormattingOptions(2, true))));
            assertEquals(text, applied(text, List.copyOf(edits)));
        }
    }

    @Test
    void nameCanBeRenamedAndNothingElse() throws Exception {
        String uri = open(TEXT);
        TextDocumentIdentifier document = new TextDocumentIdentifier(uri);
        var name = get(server.getTextDocumentService()
                .prepareRename(new PrepareRenameParams(document, position(TEXT, "vcpu vc|pu0"))));
        assertEquals(new Range(position(TEXT, "vcpu |vcpu0"), position(TEXT, "vcpu vcpu0|")), rangeOf(name));
        var keyword = get(server.getTextDocumentService()
                .prepareRename(new PrepareRenameParams(document, position(TEXT, "get_ri|pas"))));
        assertNull(keyword);
    }

    private static Range rangeOf(Either3<Range, PrepareRenameResult, PrepareRenameDefaultBehavior> answer) {
        return answer.isFirst() ? answer.getFirst() : answer.getSecond().getRange();
    }

    @Test
    void occurrencesOfANameAreMarked() throws Exception {
        String uri = open(TEXT);
        var marked = get(server.getTextDocumentService()
                .documentHighlight(new DocumentHighlightParams(
                        new TextDocumentIdentifier(uri), position(TEXT, "realm0.rd, r|tt"))));
        assertEquals(
                List.of(position(TEXT, "pages |rtt"), position(TEXT, "realm0.rd, |rtt")),
                marked.stream().map(found -> found.getRange().getStart()).toList());
        assertEquals(
                List.of(DocumentHighlightKind.Write, DocumentHighlightKind.Read),
                marked.stream().map(DocumentHighlight::getKind).toList());
    }

    @Test
    void symbolsOfTheWorkspaceAreFoundByName() throws Exception {
        open(TEXT.replace("rtt", "tablePage"));
        var found = get(server.getWorkspaceService().symbol(new WorkspaceSymbolParams("tablePage")));
        assertTrue(
                found.getRight().stream().anyMatch(symbol -> symbol.getName().endsWith("tablePage")), found::toString);
    }

    @Test
    void declarationIsTheDefinition() throws Exception {
        String uri = open(TEXT);
        var declarations = get(server.getTextDocumentService()
                .declaration(new DeclarationParams(new TextDocumentIdentifier(uri), position(TEXT, "unmap realm|0"))));
        assertEquals(
                position(TEXT, "realm |realm0 {"),
                declarations.getLeft().getFirst().getRange().getStart());
    }

    @Test
    void serverSaysWhatItOffers() {
        assertTrue(capabilities.getHoverProvider().getLeft());
        assertTrue(capabilities.getDefinitionProvider().getLeft());
        assertTrue(capabilities.getDeclarationProvider().getLeft());
        assertTrue(capabilities.getReferencesProvider().getLeft());
        assertTrue(capabilities.getDocumentHighlightProvider().getLeft());
        assertTrue(capabilities.getDocumentSymbolProvider().getLeft());
        assertTrue(capabilities.getDocumentFormattingProvider().getLeft());
        assertTrue(capabilities.getDocumentRangeFormattingProvider().getLeft());
        assertTrue(capabilities.getFoldingRangeProvider().getLeft());
        assertNotNull(capabilities.getCompletionProvider());
        assertNotNull(capabilities.getRenameProvider());
        assertNotNull(capabilities.getCodeActionProvider());
    }

    @Test
    void warningsAreNoErrorsAndHaveAFix() throws Exception {
        String text = "host { behaviour today } realm r { slot a 0 .. 1 MiB vcpu v { load 0x2000 } }";
        Diagnostic warning = client.diagnostics(open(text)).getFirst();
        assertEquals(DiagnosticSeverity.Warning, warning.getSeverity());
        assertEquals("REFUSED_BY_HOST", warning.getCode().getLeft());
        assertFix(text, "0 .. 1 MiB", text.replace("1 MiB", "1 MiB backing guest_memfd"));
        String anon = text.replace("1 MiB", "1 MiB backing thp");
        assertFix(anon, "thp", text.replace("1 MiB", "1 MiB backing guest_memfd"));
        String readOnly = "realm r { slot a 0 .. 1 MiB backing guest_memfd readonly }";
        assertFix(readOnly, "readonly", "realm r { slot a 0 .. 1 MiB backing guest_memfd  }");
    }

    @Test
    void partOfATextIsFormatted() throws Exception {
        String text = "realm r {\nslot   ram 0 .. 4 KiB\nvcpu   v { }\n}\n";
        String uri = open(text);
        for (Position start : List.of(new Position(0, 9), new Position(1, 0))) {
            for (Position end : List.of(new Position(1, 21), new Position(2, 0))) {
                var edits = get(server.getTextDocumentService()
                        .rangeFormatting(new DocumentRangeFormattingParams(
                                new TextDocumentIdentifier(uri),
                                new FormattingOptions(2, true),
                                new Range(start, end))));
                assertEquals("realm r {\n  slot ram 0 .. 4 KiB\nvcpu   v { }\n}\n", applied(text, List.copyOf(edits)));
            }
        }
    }

    @Test
    void positionsBehindTheTextAreItsEnd() throws Exception {
        String uri = open(TEXT);
        TextDocumentIdentifier document = new TextDocumentIdentifier(uri);
        TextDocumentService service = server.getTextDocumentService();
        for (Position behind : List.of(new Position(3000, 7), new Position(0, 900))) {
            assertTrue(get(service.definition(new DefinitionParams(document, behind)))
                    .getLeft()
                    .isEmpty());
            assertTrue(get(service.documentHighlight(new DocumentHighlightParams(document, behind)))
                    .isEmpty());
            assertTrue(get(service.references(new ReferenceParams(document, behind, new ReferenceContext(true))))
                    .isEmpty());
            assertNull(get(service.prepareRename(new PrepareRenameParams(document, behind))));
            assertNotNull(get(service.completion(new CompletionParams(document, behind))));
            assertNotNull(get(service.hover(new HoverParams(document, behind))));
            assertNotNull(get(service.codeAction(
                    new CodeActionParams(document, new Range(behind, behind), new CodeActionContext(List.of())))));
            assertNotNull(get(service.rangeFormatting(new DocumentRangeFormattingParams(
                    document, new FormattingOptions(4, true), new Range(new Position(1, 0), behind)))));
        }
    }

    @Test
    void nothingIsProposedInComments() throws Exception {
        assertEquals(List.of(), proposals("realm r { // a vCPU |\n}"));
        assertEquals(List.of(), proposals("realm r { /* a | vCPU */ }"));
        assertProposed("realm r { slot ram 0 .. 1 MiB /* a vCPU */ | }", "vcpu");
        assertProposed("realm r { slot ram 0 .. 1 MiB // a vCPU\n | }", "vcpu");
    }

    @Test
    void definitionAndReferencesFindEachOther() throws Exception {
        String uri = open(TEXT);
        TextDocumentIdentifier document = new TextDocumentIdentifier(uri);
        Position use = position(TEXT, "realm0.rd, r|tt");
        var definitions = get(server.getTextDocumentService().definition(new DefinitionParams(document, use)));
        assertEquals(
                position(TEXT, "pages |rtt"),
                definitions.getLeft().getFirst().getRange().getStart());
        var references = get(server.getTextDocumentService()
                .references(new ReferenceParams(document, position(TEXT, "for pa|ge"), new ReferenceContext(false))));
        assertEquals(
                List.of(position(TEXT, "store 1 to |page")),
                references.stream().map(found -> found.getRange().getStart()).toList());
    }

    @Test
    void blocksCanBeFolded() throws Exception {
        String uri = open(TEXT);
        List<FoldingRange> ranges = get(server.getTextDocumentService()
                .foldingRange(new FoldingRangeRequestParams(new TextDocumentIdentifier(uri))));
        assertTrue(
                ranges.stream().anyMatch(range -> range.getStartLine() == 1 && range.getEndLine() == 11),
                ranges::toString);
        assertTrue(
                ranges.stream().anyMatch(range -> range.getStartLine() == 4 && range.getEndLine() == 10),
                ranges::toString);
    }

    @Test
    void formattingUsesTheEditorsIndentation() throws Exception {
        String text = "realm r {\nslot ram 0 .. 4 KiB\n}\n";
        String uri = open(text);
        var edits = get(server.getTextDocumentService()
                .formatting(
                        new DocumentFormattingParams(new TextDocumentIdentifier(uri), new FormattingOptions(2, true))));
        assertEquals("realm r {\n  slot ram 0 .. 4 KiB\n}\n", applied(text, List.copyOf(edits)));
    }

    private void assertProposed(String textWithCursor, String... expected) throws Exception {
        List<String> labels = proposals(textWithCursor);
        assertTrue(labels.containsAll(List.of(expected)), () -> textWithCursor + ": " + labels);
    }

    private List<String> proposals(String textWithCursor) throws Exception {
        String text = textWithCursor.replace("|", "");
        String uri = open(text);
        var answer = get(server.getTextDocumentService()
                .completion(new CompletionParams(new TextDocumentIdentifier(uri), position(text, textWithCursor))));
        List<CompletionItem> items =
                answer.isLeft() ? answer.getLeft() : answer.getRight().getItems();
        return items.stream().map(CompletionItem::getLabel).toList();
    }

    private void assertHover(String placeWithCursor, String... expected) throws Exception {
        String uri = open(TEXT);
        Hover hover = get(server.getTextDocumentService()
                .hover(new HoverParams(new TextDocumentIdentifier(uri), position(TEXT, placeWithCursor))));
        String text = hover == null || hover.getContents().isLeft()
                ? ""
                : hover.getContents().getRight().getValue();
        for (String part : expected) {
            assertTrue(text.contains(part), () -> placeWithCursor + ": " + text);
        }
    }

    private void assertFix(String text, String place, String... expected) throws Exception {
        String uri = open(text);
        List<Diagnostic> diagnostics = client.diagnostics(uri);
        Position at = position(text, "|" + place);
        CodeActionParams parameters = new CodeActionParams(
                new TextDocumentIdentifier(uri), new Range(at, at), new CodeActionContext(diagnostics));
        List<String> results = new ArrayList<>();
        for (var action : get(server.getTextDocumentService().codeAction(parameters))) {
            CodeAction fix = action.getRight();
            assertFalse(fix.getDiagnostics().isEmpty());
            results.add(applied(text, edits(fix.getEdit(), uri)));
        }
        assertTrue(results.containsAll(List.of(expected)), () -> text + ": " + results);
    }

    private static void names(List<DocumentSymbol> symbols, String prefix, List<String> names) {
        for (DocumentSymbol symbol : symbols) {
            String detail = symbol.getDetail().isEmpty() ? "" : " (" + symbol.getDetail() + ")";
            names.add(prefix + symbol.getName() + detail);
            if (symbol.getChildren() != null) {
                names(symbol.getChildren(), prefix + symbol.getName() + "/", names);
            }
        }
    }

    private static List<TextEdit> edits(WorkspaceEdit edit, String uri) {
        if (edit.getChanges() != null && edit.getChanges().containsKey(uri)) {
            return edit.getChanges().get(uri);
        }
        return edit.getDocumentChanges().stream()
                .flatMap(change -> change.getLeft().getEdits().stream())
                .toList();
    }

    private static String applied(String text, List<TextEdit> edits) {
        StringBuilder result = new StringBuilder(text);
        edits.stream()
                .sorted((one, other) -> Integer.compare(
                        offset(text, other.getRange().getStart()),
                        offset(text, one.getRange().getStart())))
                .forEach(edit -> result.replace(
                        offset(text, edit.getRange().getStart()),
                        offset(text, edit.getRange().getEnd()),
                        edit.getNewText()));
        return result.toString();
    }

    private static int offset(String text, Position position) {
        int offset = 0;
        for (int line = 0; line < position.getLine(); line++) {
            offset = text.indexOf('\n', offset) + 1;
        }
        return offset + position.getCharacter();
    }

    /** Where the bar of {@code placeWithCursor} is in {@code text}. */
    private static Position position(String text, String placeWithCursor) {
        int offset = text.indexOf(placeWithCursor.replace("|", "")) + placeWithCursor.indexOf('|');
        String before = text.substring(0, offset);
        int line = (int) before.chars().filter(character -> character == '\n').count();
        return new Position(line, offset - (before.lastIndexOf('\n') + 1));
    }

    private String open(String text) throws IOException {
        documents++;
        Path file = Files.writeString(directory.resolve("document" + documents + ".rme"), text);
        String uri = file.toUri().toString();
        server.getTextDocumentService()
                .didOpen(new DidOpenTextDocumentParams(new TextDocumentItem(uri, "rme", 1, text)));
        return uri;
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(SECONDS, TimeUnit.SECONDS);
    }
}
