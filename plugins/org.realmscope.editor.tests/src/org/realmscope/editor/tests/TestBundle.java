package org.realmscope.editor.tests;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** A plug-in that a test installs for a while. */
final class TestBundle {
    private TestBundle() {
        // Functions only.
    }

    /** The jar of a plug-in without code. */
    static byte[] of(String symbolicName, String pluginXml) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            write(jar, "META-INF/MANIFEST.MF", """
                Manifest-Version: 1.0
                Bundle-ManifestVersion: 2
                Bundle-SymbolicName: %s;singleton:=true
                Bundle-Version: 1.0.0
                """.formatted(symbolicName));
            write(jar, "plugin.xml", pluginXml);
        }
        return bytes.toByteArray();
    }

    private static void write(JarOutputStream jar, String name, String text) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(text.getBytes(StandardCharsets.UTF_8));
        jar.closeEntry();
    }
}
