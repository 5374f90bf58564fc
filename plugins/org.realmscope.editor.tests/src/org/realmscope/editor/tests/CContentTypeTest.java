package org.realmscope.editor.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.content.IContentType;
import org.eclipse.core.runtime.content.IContentTypeManager;
import org.eclipse.core.runtime.content.IContentTypeSettings;
import org.eclipse.ui.IEditorDescriptor;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;

/** C sources are coloured where nobody else knows C, and are everybody else's otherwise. */
class CContentTypeTest {
    private static final String OTHER = "org.realmscope.editor.tests.c";

    private static final String OTHER_PLUGIN = "org.realmscope.editor.tests.other";
    private static final String PLUGIN = """
        <?xml version="1.0" encoding="UTF-8"?>
        <?eclipse version="3.4"?>
        <plugin>
           <extension point="org.eclipse.core.contenttype.contentTypes">
              <content-type id="org.realmscope.editor.tests.other.c" name="C Source"
                    base-type="org.eclipse.core.runtime.text" priority="high" file-extensions="c"/>
           </extension>
           <extension point="org.eclipse.ui.editors">
              <editorContentTypeBinding contentTypeId="org.realmscope.editor.tests.other.c"
                    editorId="org.eclipse.ui.DefaultTextEditor"/>
           </extension>
        </plugin>
        """;

    private final IContentTypeManager types = Platform.getContentTypeManager();

    @AfterEach
    void removeOther() throws CoreException {
        IContentType other = types.getContentType(OTHER);
        if (other != null) {
            other.removeFileSpec("c", IContentTypeSettings.FILE_EXTENSION_SPEC);
            types.removeContentType(OTHER);
        }
    }

    @Test
    void withoutAnotherPluginForCTheGenericEditorOpensItWithColours() {
        assertEquals(
                "org.realmscope.editor.c", types.findContentTypeFor("mmu.c").getId());
        assertEquals(
                "org.realmscope.editor.c", types.findContentTypeFor("mmu.h").getId());
        assertEquals(
                "org.eclipse.ui.genericeditor.GenericEditor",
                PlatformUI.getWorkbench()
                        .getEditorRegistry()
                        .getDefaultEditor("mmu.c", types.findContentTypeFor("mmu.c"))
                        .getId());
    }

    /** CDT's types have even a high priority. */
    @Test
    void anyOtherContentTypeForCWins() throws CoreException {
        IContentType other = types.addContentType(OTHER, "C", types.getContentType(IContentTypeManager.CT_TEXT));
        other.addFileSpec("c", IContentTypeSettings.FILE_EXTENSION_SPEC);
        assertEquals(OTHER, types.findContentTypeFor("mmu.c").getId());
        assertEquals(
                "org.realmscope.editor.c", types.findContentTypeFor("mmu.h").getId());
    }

    /** As CDT does it: a content type of its own, and an editor for that. */
    @Test
    void theEditorOfAnotherPluginForCOpensItsSources() throws BundleException, IOException {
        Bundle other = Platform.getBundle(Constants.SYSTEM_BUNDLE_SYMBOLICNAME)
                .getBundleContext()
                .installBundle(OTHER_PLUGIN, new ByteArrayInputStream(TestBundle.of(OTHER_PLUGIN, PLUGIN)));
        try {
            other.start();
            OpenScenario.await("its content type", () -> isEditedWith("org.eclipse.ui.DefaultTextEditor"));
        } finally {
            other.uninstall();
        }
        OpenScenario.await("our content type", () -> isEditedWith("org.eclipse.ui.genericeditor.GenericEditor"));
    }

    private boolean isEditedWith(String editor) {
        IEditorDescriptor found = PlatformUI.getWorkbench()
                .getEditorRegistry()
                .getDefaultEditor("mmu.c", types.findContentTypeFor("mmu.c"));
        return found != null && found.getId().equals(editor);
    }
}
