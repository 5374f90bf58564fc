import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Makes the help contents of the workbench: HTML of docs/*.md and of the tour in README.md, the images that they show,
 * and a table of contents. Run by the build, with the directory of the documents and the one to fill.
 */
final class HelpPages {
    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());

    private static final Map<String, List<String>> CHAPTERS = chapters();

    private static final String TOUR = "A tour in two minutes";

    /** Before the steps of the tour, for people who have the workbench already. */
    private static final String TOUR_BEGINNING = """
        # %s

        **File > New > Other... > Realmscope > Realm Debug Project** makes a project with samples and \
        opens `runtime-faulting.rme`.

        """.formatted(TOUR);

    /** The help's own style sheets differ between versions of Eclipse, and a page may be opened in any browser. */
    private static final String STYLE = """
        :root { color-scheme: light dark; }
        body { font-family: sans-serif; line-height: 1.4; max-width: 60em; margin: 1em auto; padding: 0 1em; }
        img { max-width: 100%; height: auto; border: 1px solid #888; }
        table { border-collapse: collapse; }
        th, td { border: 1px solid #888; padding: 0.2em 0.6em; text-align: left; vertical-align: top; }
        pre { overflow-x: auto; padding: 0.6em; border: 1px solid #888; }
        """;

    private HelpPages() {}

    private static Map<String, List<String>> chapters() {
        Map<String, List<String>> chapters = new LinkedHashMap<>();
        chapters.put("Getting started", List.of("tour.md", "editing.md", "debugging.md"));
        chapters.put("Tasks", List.of("views.md", "explain.md", "gdb.md", "clients.md", "vmm-port.md"));
        chapters.put(
                "Reference",
                List.of(
                        "scenario-language.md",
                        "run-report.md",
                        "protocol.md",
                        "fidelity.md",
                        "architecture.md",
                        "benchmarks.md"));
        return chapters;
    }

    public static void main(String[] arguments) throws IOException {
        Path docs = Path.of(arguments[0]);
        Path help = Path.of(arguments[1]);
        Files.createDirectories(help);
        StringBuilder toc = new StringBuilder("""
            <?xml version="1.0" encoding="UTF-8"?>
            <toc label="Realmscope">
            """);
        for (Map.Entry<String, List<String>> chapter : CHAPTERS.entrySet()) {
            toc.append("   <topic label=\"").append(chapter.getKey()).append("\">\n");
            for (String each : chapter.getValue()) {
                String markdown = each.equals("tour.md")
                        ? tour(Files.readString(docs.resolveSibling("README.md")))
                        : Files.readString(docs.resolve(each));
                String title = escape(title(markdown));
                Node document = Parser.builder().extensions(EXTENSIONS).build().parse(markdown);
                document.accept(new Links(docs));
                copyImages(document, docs, help);
                Files.writeString(help.resolve(page(each)), html(title, document));
                toc.append("      <topic label=\"%s\" href=\"help/%s\"/>%n".formatted(title, page(each)));
            }
            toc.append("   </topic>\n");
        }
        Files.writeString(help.resolve("toc.xml"), toc.append("</toc>\n"));
    }

    /** The steps of the section of that name. */
    private static String tour(String readme) {
        int section = readme.indexOf("## " + TOUR);
        int steps = readme.indexOf("\n1. ", section);
        int end = readme.indexOf("\n## ", steps);
        if (section < 0 || steps < 0 || end < 0) {
            throw new IllegalArgumentException("README.md has no section '" + TOUR + "' with steps");
        }
        return TOUR_BEGINNING + readme.substring(steps + 1, end);
    }

    private static void copyImages(Node document, Path docs, Path help) throws IOException {
        List<String> images = new ArrayList<>();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Image image) {
                image.setDestination(inDocs(image.getDestination()));
                images.add(image.getDestination());
            }
        });
        for (String each : images) {
            Path copy = help.resolve(each);
            Files.createDirectories(copy.getParent());
            Files.copy(docs.resolve(each), copy, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** A destination as the documents write it, which README.md sees from one level above. */
    private static String inDocs(String destination) {
        return destination.replaceFirst("^docs/", "");
    }

    private static String page(String document) {
        return document.replaceFirst("\\.md$", ".html");
    }

    private static String title(String markdown) {
        return markdown.lines()
                .filter(line -> line.startsWith("# "))
                .findFirst()
                .orElse("# Realmscope")
                .substring(2);
    }

    private static String html(String title, Node document) {
        return """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="UTF-8"/><title>%s</title>
            <style>
            %s</style></head>
            <body>
            %s</body></html>
            """.formatted(
                        title,
                        STYLE,
                        HtmlRenderer.builder()
                                .extensions(EXTENSIONS)
                                .attributeProviderFactory(context -> HelpPages::addAnchor)
                                .build()
                                .render(document));
    }

    /** Headings have the anchors that links of the documents name. */
    private static void addAnchor(Node node, String tag, Map<String, String> attributes) {
        if (node instanceof Heading) {
            StringBuilder words = new StringBuilder();
            node.accept(new AbstractVisitor() {
                @Override
                public void visit(Text text) {
                    words.append(text.getLiteral());
                }

                @Override
                public void visit(Code code) {
                    words.append(code.getLiteral());
                }
            });
            attributes.put(
                    "id",
                    words.toString()
                            .toLowerCase(Locale.ROOT)
                            .replaceAll("[^\\w -]", "")
                            .replace(' ', '-'));
        }
    }

    private static String escape(String text) {
        return text.replace("`", "").replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    /**
     * Links lead to other pages of the help, whose titles they show where the document has the name of a file; what is
     * not in the help is text.
     */
    private static final class Links extends AbstractVisitor {
        private final Path docs;

        Links(Path docs) {
            this.docs = docs;
        }

        @Override
        public void visit(Link link) {
            visitChildren(link);
            String target = inDocs(link.getDestination());
            if (target.startsWith("#") || target.contains("://")) {
                return;
            }
            String document = target.replaceFirst("#.*", "");
            if (CHAPTERS.values().stream().anyMatch(each -> each.contains(document))) {
                link.setDestination(target.replaceFirst("\\.md", ".html"));
                if (link.getFirstChild() instanceof Text text
                        && inDocs(text.getLiteral()).equals(document)) {
                    text.setLiteral("\"" + titleOf(document) + "\"");
                }
                return;
            }
            Node text = link.getFirstChild();
            while (text != null) {
                Node next = text.getNext();
                link.insertBefore(text);
                text = next;
            }
            link.unlink();
        }

        private String titleOf(String document) {
            try {
                return title(Files.readString(docs.resolve(document))).replace("`", "");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
