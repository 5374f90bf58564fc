package org.realmscope.editor.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.Platform;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.realmscope.editor.language.Lsp4eConnection;
import org.realmscope.editor.language.ScenarioLanguage;

/** Where LSP4E is installed. It is not here: a plug-in with its name and its extension point stands for it. */
class Lsp4eTest {
    private static final String LSP4E = "org.eclipse.lsp4e";
    private static final String PLUGIN = """
        <?xml version="1.0" encoding="UTF-8"?>
        <?eclipse version="3.4"?>
        <plugin>
           <extension-point id="languageServer" name="Language servers"/>
        </plugin>
        """;

    @Test
    void theServerIsRegisteredAndOurClientStepsBack() throws BundleException, CoreException, IOException {
        Bundle lsp4e = Platform.getBundle(Constants.SYSTEM_BUNDLE_SYMBOLICNAME)
                .getBundleContext()
                .installBundle(LSP4E, new ByteArrayInputStream(TestBundle.of(LSP4E, PLUGIN)));
        try {
            lsp4e.start();
            OpenScenario.await("its extension point", () -> element("server").isPresent());
            assertEquals("org.realmscope.editor.server", attribute("server", "id"));
            assertEquals(attribute("server", "id"), attribute("contentTypeMapping", "id"));
            assertNotNull(
                    Platform.getContentTypeManager().getContentType(attribute("contentTypeMapping", "contentType")));
            OpenScenario scenario = OpenScenario.with(OpenScenario.TEXT);
            assertTrue(ScenarioLanguage.get().document(scenario.document()).isEmpty());
            scenario.close();
        } finally {
            lsp4e.uninstall();
        }
        OpenScenario scenario = OpenScenario.with(OpenScenario.TEXT);
        assertTrue(ScenarioLanguage.get().document(scenario.document()).isPresent());
        scenario.close();
    }

    private static Optional<IConfigurationElement> element(String name) {
        return Arrays.stream(Platform.getExtensionRegistry().getConfigurationElementsFor(LSP4E + ".languageServer"))
                .filter(each -> each.getName().equals(name))
                .findFirst();
    }

    private static String attribute(String element, String name) {
        return element(element).orElseThrow().getAttribute(name);
    }

    /** What LSP4E's StreamConnectionProvider has. */
    public interface Connection {
        void start() throws IOException;

        InputStream getInputStream();

        OutputStream getOutputStream();

        /** One of those that have a default. */
        default Object getInitializationOptions(String uri) {
            return Map.of("uri", uri);
        }

        void stop();
    }

    @Test
    void theServerAnswersOverTheStreamsThatLsp4eAsksFor() throws IOException {
        Connection connection = (Connection) Lsp4eConnection.over(Connection.class);
        connection.start();
        String answer = OpenScenario.elsewhere("an answer", () -> answer(connection));
        assertTrue(answer.contains("\"hoverProvider\":true"), answer);
        assertEquals(Map.of("uri", "a"), connection.getInitializationOptions("a"));
        connection.stop();
    }

    /** What the server says of itself. */
    @SuppressWarnings("resource") // the streams are the connection's
    private static String answer(Connection connection) {
        String question = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"capabilities\":{}}}";
        String message = "Content-Length: " + question.length() + "\r\n\r\n" + question;
        try {
            connection.getOutputStream().write(message.getBytes(StandardCharsets.US_ASCII));
            connection.getOutputStream().flush();
            DataInputStream in = new DataInputStream(connection.getInputStream());
            StringBuilder header = new StringBuilder();
            while (header.indexOf("\r\n\r\n") < 0) {
                header.append((char) in.readUnsignedByte());
            }
            int length = Integer.parseInt(header.toString().strip().replaceFirst("Content-Length: ", ""));
            return new String(in.readNBytes(length), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
