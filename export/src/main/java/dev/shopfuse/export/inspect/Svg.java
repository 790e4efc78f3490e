package dev.shopfuse.export.inspect;

import dev.shopfuse.export.inspect.LayerGraph.Layer;
import dev.shopfuse.export.inspect.LayerGraph.Part;
import java.util.List;
import java.util.Locale;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;

/** Writes the shapes of a {@link GraphDrawing}. Not thread-safe; one per document. */
final class Svg {
  private static final String STYLE =
      """
      text { font: 12px ui-monospace, Menlo, Consolas, monospace; fill: #1b2430 }
      .title { font: bold 16px system-ui, sans-serif } .part { font: bold 14px system-ui, sans-serif }
      .name { font-weight: bold } .more { fill: #4a5568 } .shape { fill: #0b5cad }
      .frame { stroke: #9aa5b1; stroke-width: 1 } .box { stroke: #3e4c59; stroke-width: 1; fill: #fff }
      .input { fill: #f7f9fb; stroke-dasharray: 4 2 } .output { stroke-width: 2.5 }
      .arrow { fill: none; stroke: #52606d; stroke-width: 1.2; marker-end: url(#head) }
      .arrow:hover { stroke: #c2410c; stroke-width: 3 }
      """;

  private final StringBuilder out = new StringBuilder();

  Svg(double width, double height, String title) {
    add(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%.0f" height="%.0f" viewBox="0 0 %.0f %.0f">
        <title>%s</title>
        <style>%s</style>
        <defs><marker id="head" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" \
        markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8z" fill="#52606d"/></marker></defs>
        <rect width="100%%" height="100%%" fill="#fff"/>
        <text class="title" x="12" y="22">%s</text>
        """,
        width, height, width, height, escaped(title), STYLE, escaped(title));
  }

  /** Returns a shape as people write it; lengths of lists and histories are all called T. */
  static String shape(List<String> lengths) {
    return lengths.isEmpty()
        ? ""
        : "["
            + String.join(
                ", ", lengths.stream().map(each -> each.endsWith("_length") ? "T" : each).toList())
            + "]";
  }

  void frame(Part part, ElkNode frame, double top) {
    String fill =
        switch (part) {
          case USER -> "#eef6ff";
          case ITEM -> "#fff7e8";
          case SHOP -> "#ecfaf0";
          case NETWORK -> "#fafafa";
        };
    add(
        """
        <rect class="frame" x="%.1f" y="%.1f" width="%.1f" height="%.1f" rx="8" fill="%s"/>
        <text class="part" x="%.1f" y="%.1f">%s</text>
        """,
        frame.getX(),
        frame.getY() + top,
        frame.getWidth(),
        frame.getHeight(),
        fill,
        frame.getX() + 14,
        frame.getY() + top + 22,
        escaped(part.title()));
  }

  void box(Layer layer, List<String> lines, ElkNode box, double left, double top) {
    String kind = (layer.input() ? " input" : "") + (layer.output() ? " output" : "");
    double x = left + box.getX();
    double y = top + box.getY();
    add(
        "<rect class=\"box%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"4\"/>\n",
        kind, x, y, box.getWidth(), box.getHeight());
    for (int i = 0; i < lines.size(); i++) {
      boolean shape = i == lines.size() - 1 && !layer.shape().isEmpty();
      String style = i == 0 ? "name" : shape ? "shape" : "more";
      add(
          "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>\n",
          style, x + 12, y + 18 + i * 16, escaped(lines.get(i)));
    }
  }

  void arrow(ElkEdgeSection section, double left, double top, String title) {
    StringBuilder path = new StringBuilder();
    path.append(point('M', left + section.getStartX(), top + section.getStartY()));
    for (ElkBendPoint bend : section.getBendPoints()) {
      path.append(point('L', left + bend.getX(), top + bend.getY()));
    }
    path.append(point('L', left + section.getEndX(), top + section.getEndY()));
    add("<path class=\"arrow\" d=\"%s\"><title>%s</title></path>\n", path, escaped(title));
  }

  String finish() {
    return out.append("</svg>\n").toString();
  }

  private static String point(char command, double x, double y) {
    return String.format(Locale.ROOT, "%c%.1f %.1f", command, x, y);
  }

  private void add(String format, Object... arguments) {
    out.append(String.format(Locale.ROOT, format, arguments));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
