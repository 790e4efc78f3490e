package dev.shopfuse.export.inspect;

import dev.shopfuse.export.inspect.LayerGraph.Flow;
import dev.shopfuse.export.inspect.LayerGraph.Layer;
import dev.shopfuse.export.inspect.LayerGraph.Part;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.HierarchyHandling;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/**
 * A graph as a picture: a box a layer, an arrow for what it reads with its shape, a frame around
 * each part of the model; from top to bottom. Not thread-safe; makes one picture.
 */
public final class GraphDrawing {
  private static final int MOST_OPERATORS = 4;
  private static final double CHARACTER = 7.3;
  private static final double LINE = 16;
  private static final double MARGIN = 12;
  private static final double TITLE = 30;

  private final LayerGraph graph;
  private final ElkNode root = ElkGraphUtil.createGraph();
  private final Map<Part, ElkNode> frames = new EnumMap<>(Part.class);
  private final Map<String, ElkNode> boxes = new HashMap<>();
  private final Map<ElkEdge, Flow> arrows = new HashMap<>();

  private GraphDrawing(LayerGraph graph) {
    this.graph = graph;
  }

  /** Returns the picture as an SVG document. */
  public static String svg(LayerGraph graph, String title) {
    GraphDrawing drawing = new GraphDrawing(graph);
    drawing.layOut();
    return drawing.write(title);
  }

  private void layOut() {
    LayoutMetaDataService.getInstance()
        .registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
    configure(root);
    root.setProperty(CoreOptions.HIERARCHY_HANDLING, HierarchyHandling.INCLUDE_CHILDREN);
    for (Layer layer : graph.layers()) {
      ElkNode box = ElkGraphUtil.createNode(frame(layer.part()));
      box.setDimensions(width(layer), lines(layer).size() * LINE + MARGIN);
      boxes.put(layer.name(), box);
    }
    for (Flow flow : graph.flows()) {
      ElkEdge arrow = ElkGraphUtil.createSimpleEdge(box(flow.from()), box(flow.to()));
      ElkGraphUtil.updateContainment(arrow);
      arrows.put(arrow, flow);
    }
    new RecursiveGraphLayoutEngine().layout(root, new BasicProgressMonitor());
  }

  private static void configure(ElkNode node) {
    node.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
    node.setProperty(CoreOptions.DIRECTION, Direction.DOWN);
    node.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
    node.setProperty(CoreOptions.SPACING_NODE_NODE, 18.0);
    node.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 30.0);
    node.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, 12.0);
  }

  private ElkNode frame(Part part) {
    return frames.computeIfAbsent(
        part,
        absent -> {
          ElkNode frame = ElkGraphUtil.createNode(root);
          configure(frame);
          frame.setProperty(CoreOptions.PADDING, new ElkPadding(TITLE + MARGIN, 18, 18, 18));
          return frame;
        });
  }

  private ElkNode box(String layer) {
    return Objects.requireNonNull(boxes.get(layer), layer);
  }

  private static double width(Layer layer) {
    int longest = lines(layer).stream().mapToInt(String::length).max().orElse(1);
    return longest * CHARACTER + 2 * MARGIN;
  }

  /** What stands in a box: name, operators, constants, shape. */
  private static List<String> lines(Layer layer) {
    List<String> lines = new ArrayList<>();
    lines.add(layer.name());
    lines.add(operators(layer.operators()));
    lines.addAll(layer.constants());
    if (!layer.shape().isEmpty()) {
      lines.add(Svg.shape(layer.shape()));
    }
    return lines;
  }

  private static String operators(List<String> names) {
    return names.size() <= MOST_OPERATORS
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, MOST_OPERATORS - 1))
            + " and %d more".formatted(names.size() - MOST_OPERATORS + 1);
  }

  private String write(String title) {
    Svg svg = new Svg(root.getWidth(), root.getHeight() + TITLE, title);
    frames.forEach((part, frame) -> svg.frame(part, frame, TITLE));
    arrows.forEach(
        (arrow, flow) -> {
          double[] origin = origin(arrow.getContainingNode());
          for (ElkEdgeSection section : arrow.getSections()) {
            svg.arrow(
                section,
                origin[0],
                origin[1] + TITLE,
                "%s → %s %s".formatted(flow.from(), flow.to(), Svg.shape(flow.shape())));
          }
        });
    for (Layer layer : graph.layers()) {
      ElkNode box = box(layer.name());
      double[] origin = origin(box.getParent());
      svg.box(layer, lines(layer), box, origin[0], origin[1] + TITLE);
    }
    return svg.finish();
  }

  /** Where the coordinates of what is inside a node begin. */
  private static double[] origin(ElkNode container) {
    double x = 0;
    double y = 0;
    for (ElkNode node = container; node != null; node = node.getParent()) {
      x += node.getX();
      y += node.getY();
    }
    return new double[] {x, y};
  }
}
