package dev.shopfuse.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shopfuse.export.inspect.LayerGraph;
import dev.shopfuse.export.inspect.LayerGraph.Layer;
import dev.shopfuse.export.onnx.ModelSummary;
import dev.shopfuse.export.onnx.ModelSummary.Constant;
import dev.shopfuse.export.onnx.ModelSummary.Port;
import java.util.List;
import java.util.Locale;

/**
 * What {@code inspect} tells of an ONNX graph, for people and for programs.
 *
 * @param fileBytes the size of the file
 * @param model what the file says of itself
 */
record GraphCard(long fileBytes, ModelSummary model) {

  void tell(Output output) {
    output.say(
        "Graph, %,d bytes: ONNX IR %d, opset %s, by %s",
        fileBytes, model.irVersion(), opsets(), model.producer());
    model.inputs().forEach(each -> output.say("  input   %s", port(each)));
    model.outputs().forEach(each -> output.say("  output  %s", port(each)));
    output.say("  %d nodes: %s", model.nodes().size(), operators());
    output.say(
        "Layers (%,d bytes of constants, %,d of everything else)",
        model.constantBytes(), fileBytes - model.constantBytes());
    for (Layer layer : layers()) {
      output.say(
          "  %-4s %-24s %-18s %,12d  %s",
          layer.part().name().toLowerCase(Locale.ROOT),
          layer.name(),
          shape(layer.shape()),
          layer.constantBytes(),
          String.join(", ", layer.operators()));
    }
    output.say("Tables and weights");
    model.constants().stream()
        .filter(each -> each.lengths().size() >= 2)
        .forEach(
            each ->
                output.say(
                    "  %-40s %-18s %-8s %,12d",
                    each.name(), each.lengths(), each.type(), each.bytes()));
    output.say("Passes: %s", model.metadata().getOrDefault("passes", "none"));
  }

  ObjectNode json() {
    ObjectNode json = new JsonMapper().createObjectNode();
    json.put("bytes", fileBytes).put("ir_version", model.irVersion());
    json.put("producer", model.producer());
    ObjectNode opsets = json.putObject("opsets");
    model.opsets().forEach((domain, version) -> opsets.put(domain(domain), version));
    model.inputs().forEach(each -> port(each, json.withArray("inputs").addObject()));
    model.outputs().forEach(each -> port(each, json.withArray("outputs").addObject()));
    model.operators().forEach(json.putObject("operators")::put);
    for (Layer layer : layers()) {
      ObjectNode node = json.withArray("layers").addObject();
      node.put("name", layer.name()).put("part", layer.part().name());
      layer.operators().forEach(node.putArray("operators")::add);
      layer.shape().forEach(node.putArray("shape")::add);
      node.put("constant_bytes", layer.constantBytes());
    }
    for (Constant constant : model.constants()) {
      ObjectNode node = json.withArray("constants").addObject();
      node.put("name", constant.name()).put("type", constant.type());
      constant.lengths().forEach(node.putArray("shape")::add);
      node.put("bytes", constant.bytes());
    }
    List<String> passes = List.of(model.metadata().getOrDefault("passes", "").split(", ", -1));
    passes.stream().filter(each -> !each.isEmpty()).forEach(json.putArray("passes")::add);
    model.metadata().forEach(json.putObject("metadata")::put);
    return json;
  }

  private List<Layer> layers() {
    return LayerGraph.of(model).layers().stream().filter(layer -> !layer.input()).toList();
  }

  private String opsets() {
    return String.join(
        ", ",
        model.opsets().entrySet().stream()
            .map(each -> each.getValue() + " of " + domain(each.getKey()))
            .toList());
  }

  private static String domain(String domain) {
    return domain.isEmpty() ? "ai.onnx" : domain;
  }

  private String operators() {
    return String.join(
        ", ",
        model.operators().entrySet().stream()
            .map(each -> each.getValue() + " " + each.getKey())
            .toList());
  }

  private static String port(Port port) {
    return port.name() + " " + port.type() + " " + shape(port.shape());
  }

  private static void port(Port port, ObjectNode node) {
    node.put("name", port.name()).put("type", port.type());
    port.shape().forEach(node.putArray("shape")::add);
  }

  private static String shape(List<String> lengths) {
    return lengths.isEmpty() ? "" : lengths.toString();
  }
}
