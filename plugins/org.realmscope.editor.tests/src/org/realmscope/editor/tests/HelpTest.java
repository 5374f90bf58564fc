package org.realmscope.editor.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.eclipse.core.runtime.Platform;
import org.eclipse.help.HelpSystem;
import org.eclipse.help.IToc;
import org.eclipse.help.ITopic;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The help contents: all pages are there, can be reached, and lead to places that exist. */
class HelpTest {
    private static final String FOLDER = "help/";

    private final Bundle editor = Platform.getBundle("org.realmscope.editor");

    /** Pages of the table of contents, by path in the bundle. */
    private final Map<String, Document> pages = new TreeMap<>();

    @BeforeEach
    void read() throws IOException, SAXException, ParserConfigurationException {
        for (Element topic : elements(parsed("help/toc.xml"), "topic")) {
            assertFalse(topic.getAttribute("label").isBlank());
            String page = topic.getAttribute("href");
            if (!page.isEmpty()) {
                pages.put(page, parsed(page));
            }
        }
    }

    /** Help browsers are lenient, but a page that is well-formed has no tag that is forgotten. */
    private Document parsed(String path) throws IOException, SAXException, ParserConfigurationException {
        URL entry = editor.getEntry(path);
        assertNotNull(entry, () -> path + " is not in the plug-in");
        try (InputStream in = entry.openStream()) {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
        }
    }

    private static List<Element> elements(Document document, String name) {
        NodeList found = document.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    @Test
    void pagesAreThoseOfTheDocuments() {
        assertEquals(
                Set.of(
                        "help/tour.html",
                        "help/editing.html",
                        "help/debugging.html",
                        "help/views.html",
                        "help/explain.html",
                        "help/gdb.html",
                        "help/clients.html",
                        "help/vmm-port.html",
                        "help/scenario-language.html",
                        "help/run-report.html",
                        "help/protocol.html",
                        "help/fidelity.html",
                        "help/architecture.html",
                        "help/benchmarks.html"),
                pages.keySet());
    }

    @Test
    void theHelpSystemKnowsThem() {
        IToc contents = Arrays.stream(HelpSystem.getTocs())
                .filter(each -> each.getLabel().equals("Realmscope"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                List.of("Getting started", "Tasks", "Reference"),
                Arrays.stream(contents.getTopics()).map(ITopic::getLabel).toList());
        Set<String> shown = new HashSet<>();
        for (ITopic chapter : contents.getTopics()) {
            for (ITopic topic : chapter.getSubtopics()) {
                shown.add(topic.getHref());
            }
        }
        assertEquals(
                pages.keySet().stream()
                        .map(each -> "/org.realmscope.editor/" + each)
                        .collect(Collectors.toSet()),
                shown);
    }

    @Test
    void linksLeadToPagesAndAnchorsThatExist() {
        List<String> broken = new ArrayList<>();
        pages.forEach((path, page) -> {
            for (Element link : elements(page, "a")) {
                String target = link.getAttribute("href");
                if (!target.contains("://") && !exists(path, target)) {
                    broken.add(path + ": " + target);
                }
            }
        });
        assertEquals(List.of(), broken);
    }

    private boolean exists(String from, String target) {
        int hash = target.indexOf('#');
        String page = hash == 0 ? from : FOLDER + (hash < 0 ? target : target.substring(0, hash));
        return pages.containsKey(page) && (hash < 0 || anchors(page).contains(target.substring(hash + 1)));
    }

    private Set<String> anchors(String page) {
        Set<String> anchors = new HashSet<>();
        for (Element each : elements(pages.get(page), "*")) {
            if (each.hasAttribute("id")) {
                anchors.add(each.getAttribute("id"));
            }
        }
        return anchors;
    }

    @Test
    void imagesAreInThePlugin() {
        List<String> missing = new ArrayList<>();
        pages.forEach((path, page) -> {
            for (Element image : elements(page, "img")) {
                String source = FOLDER + image.getAttribute("src");
                if (editor.getEntry(source) == null || image.getAttribute("alt").isBlank()) {
                    missing.add(path + ": " + source);
                }
            }
        });
        assertEquals(List.of(), missing);
        assertEquals(2, elements(pages.get("help/tour.html"), "img").size());
    }
}
