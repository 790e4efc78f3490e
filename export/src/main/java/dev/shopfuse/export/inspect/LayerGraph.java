package dev.shopfuse.export.inspect;

import dev.shopfuse.export.onnx.ModelSummary;
import dev.shopfuse.export.onnx.ModelSummary.Constant;
import dev.shopfuse.export.onnx.ModelSummary.Operation;
import dev.shopfuse.export.onnx.ModelSummary.Port;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The layers of an ONNX graph and what flows between them. Immutable.
 *
 * <p>Nodes are one layer if their names share the first part of a path, after the scope that all
 * towers share: {@code towers/shop_1/Relu} is in {@code shop_1}, {@code contents/Gather} in {@code
 * contents}.
 *
 * @param layers the layers, inputs first, in the order of the file
 * @param flows what one layer reads of another
 */
public record LayerGraph(List<Layer> layers, List<Flow> flows) {
  private static final String SCOPE = "towers";

  /** Which part of the model a layer belongs to. */
  public enum Part {
    /** What is computed once for the user of a request. */
    USER("user: one row a request"),
    /** What is computed for each item sample. */
    ITEM("item tower: K item samples"),
    /** What is computed for each candidate. */
    SHOP("shop tower: N candidate shops"),
    /** A network that is no shop ranker. */
    NETWORK("network");

    private final String title;

    Part(String title) {
      this.title = title;
    }

    /** Returns what a person calls it. */
    public String title() {
      return title;
    }
  }

  /**
   * One layer. Immutable.
   *
   * @param name its name
   * @param part where it belongs
   * @param input whether the caller gives it
   * @param output whether the caller gets it
   * @param operators its operators, each once, in the order of the file
   * @param shape the shape of what it gives, empty if the file does not tell
   * @param constants its constants of several rows, such as {@code table shop_id [30, 5]}
   * @param constantBytes what its constants take; one that is shared counts for its first reader
   */
  public record Layer(
      String name,
      Part part,
      boolean input,
      boolean output,
      List<String> operators,
      List<String> shape,
      List<String> constants,
      long constantBytes) {}

  /** What one layer reads of another, with its shape. Immutable. */
  public record Flow(String from, String to, List<String> shape) {}

  /** Gathers the layers of a file. */
  public static LayerGraph of(ModelSummary model) {
    return new Gathering(model).gather();
  }

  /** The work in progress of one file. */
  private static final class Gathering {
    private static final String INPUT = "input ";
    private static final String OUTPUT = "output ";

    private final ModelSummary model;
    private final boolean ranker;
    private final Map<String, Constant> constants = new HashMap<>();
    private final Map<String, String> makers = new HashMap<>();
    private final Map<String, List<Operation>> operations = new LinkedHashMap<>();

    Gathering(ModelSummary model) {
      this.model = model;
      this.ranker =
          model.outputs().stream()
              .anyMatch(each -> each.name().equals("shop") && each.shape().equals(List.of("N")));
      model.constants().forEach(each -> constants.put(each.name(), each));
      model.inputs().forEach(each -> makers.put(each.name(), INPUT + each.name()));
      for (Operation node : model.nodes()) {
        String layer = layer(node);
        operations.computeIfAbsent(layer, none -> new ArrayList<>()).add(node);
        node.outputs().forEach(output -> makers.put(output, layer));
      }
    }

    LayerGraph gather() {
      List<Layer> layers = new ArrayList<>();
      for (Port input : model.inputs()) {
        layers.add(
            new Layer(
                INPUT + input.name(),
                part("", input.shape()),
                true,
                false,
                List.of(input.type()),
                input.shape(),
                List.of(),
                0));
      }
      Set<String> counted = new LinkedHashSet<>();
      Set<Flow> flows = new LinkedHashSet<>();
      operations.forEach(
          (name, nodes) -> {
            layers.add(layer(name, nodes, counted));
            nodes.forEach(node -> flows.addAll(flows(name, node)));
          });
      return new LayerGraph(List.copyOf(layers), List.copyOf(flows));
    }

    private Layer layer(String name, List<Operation> nodes, Set<String> counted) {
      Set<String> operators = new LinkedHashSet<>();
      Set<String> large = new LinkedHashSet<>();
      long bytes = 0;
      boolean output = false;
      for (Operation node : nodes) {
        operators.add(node.operator());
        output |= isOutput(node);
        for (String input : node.inputs()) {
          Constant constant = constants.get(input);
          if (constant != null) {
            bytes += counted.add(input) ? constant.bytes() : 0;
            if (constant.lengths().size() >= 2 && constant.lengths().get(0) > 1) {
              large.add(title(constant));
            }
          }
        }
      }
      List<String> shape = shape(nodes.get(nodes.size() - 1));
      return new Layer(
          name,
          part(name, shape),
          false,
          output,
          List.copyOf(operators),
          shape,
          List.copyOf(large),
          bytes);
    }

    private List<String> shape(Operation node) {
      return node.outputs().isEmpty()
          ? List.of()
          : model.shapes().getOrDefault(node.outputs().get(0), List.of());
    }

    private static String title(Constant constant) {
      String[] path = constant.name().split("/", -1);
      String name = path[0].equals("Table") ? "table " + path[1] : path[path.length - 1];
      return name + " " + constant.lengths() + " " + constant.type();
    }

    private List<Flow> flows(String layer, Operation node) {
      List<Flow> flows = new ArrayList<>();
      for (String input : node.inputs()) {
        String maker = makers.get(input);
        if (maker != null && !maker.equals(layer)) {
          flows.add(new Flow(maker, layer, model.shapes().getOrDefault(input, List.of())));
        }
      }
      return flows;
    }

    private String layer(Operation node) {
      List<String> path = new ArrayList<>(List.of(node.name().split("/", -1)));
      path.removeIf(String::isEmpty);
      if (path.size() > 1 && path.get(0).equals(SCOPE)) {
        path.remove(0);
      } else if (path.size() == 1 && isOutput(node)) {
        return OUTPUT + path.get(0);
      }
      return path.isEmpty() ? node.name() : path.get(0);
    }

    private boolean isOutput(Operation node) {
      return model.outputs().stream().anyMatch(each -> node.outputs().contains(each.name()));
    }

    /** The towers are told by their names, features by the axis that their rows have. */
    private Part part(String name, List<String> shape) {
      if (!ranker) {
        return Part.NETWORK;
      }
      boolean feature = makers.containsValue(INPUT + name);
      if (shape.contains("N") || (!feature && name.startsWith("shop"))) {
        return Part.SHOP;
      }
      return shape.contains("K") || (!feature && name.startsWith("item")) ? Part.ITEM : Part.USER;
    }
  }
}
