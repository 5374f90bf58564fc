import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Makes the help contents of the workbench: HTML of docs/*.md and a table of contents. Run by the build, with the
 * directory of the documents and the one to fill.
 */
final class HelpPages {
    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());

    private static final Map<String, List<String>> CHAPTERS = chapters();

    private HelpPages() {}

    private static Map<String, List<String>> chapters() {
        Map<String, List<String>> chapters = new LinkedHashMap<>();
        chapters.put("Getting started", List.of("tour.md", "getting-started.md", "editing.md", "debugging.md"));
        chapters.put("Tasks", List.of("views.md", "explain.md", "gdb.md", "clients.md", "vmm-port.md"));
        chapters.put(
                "Reference",
                List.of("scenario-language.md", "run-report.md", "protocol.md", "fidelity.md", "architecture.md",
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
            List<String> there =
                    chapter.getValue().stream().filter(each -> Files.exists(docs.resolve(each))).toList();
            if (there.isEmpty()) {
                continue;
            }
            toc.append("   <topic label=\"").append(chapter.getKey()).append("\">\n");
            for (String each : there) {
                String markdown = Files.readString(docs.resolve(each));
                String title = escape(title(markdown));
                Files.writeString(help.resolve(page(each)), html(title, markdown));
                toc.append("      <topic label=\"%s\" href=\"help/%s\"/>%n".formatted(title, page(each)));
            }
            toc.append("   </topic>\n");
        }
        Files.writeString(help.resolve("toc.xml"), toc.append("</toc>\n"));
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

    private static String html(String title, String markdown) {
        Node document = Parser.builder().extensions(EXTENSIONS).build().parse(markdown);
        document.accept(new Links());
        return """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="UTF-8"><title>%s</title></head>
            <body>
            %s</body></html>
            """.formatted(
                title,
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
                    words.toString().toLowerCase(Locale.ROOT).replaceAll("[^\\w -]", "").replace(' ', '-'));
        }
    }

    private static String escape(String text) {
        return text.replace("`", "").replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    /** Links lead to other pages of the help; what is not in the help is text. */
    private static final class Links extends AbstractVisitor {
        @Override
        public void visit(Link link) {
            visitChildren(link);
            String target = link.getDestination();
            if (target.startsWith("#") || target.contains("://")) {
                return;
            }
            String document = target.replaceFirst("#.*", "");
            if (CHAPTERS.values().stream().anyMatch(each -> each.contains(document))) {
                link.setDestination(target.replaceFirst("\\.md", ".html"));
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
    }
}
