package dev.shopfuse.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shopfuse.export.network.Dl4jFile;
import dev.shopfuse.export.network.NetworkExport;
import dev.shopfuse.export.network.OnnxExporter;
import dev.shopfuse.export.onnx.Dimension;
import dev.shopfuse.export.onnx.OnnxModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes a DL4J network as an ONNX file. */
@Command(
    name = "onnx",
    description =
        "Writes a network that DL4J saved as an ONNX file, after proving that it computes the"
            + " same.",
    mixinStandardHelpOptions = true)
final class OnnxCommand implements Callable<Integer> {
  @Option(
      names = "--dl4j",
      required = true,
      paramLabel = "FILE.zip",
      description = "The network, as ModelSerializer.writeModel saved it.")
  private Path network;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE.onnx",
      description = "The file to write; an earlier one is replaced only by a proven one.")
  private Path out;

  @Option(
      names = "--opset",
      defaultValue = "13",
      paramLabel = "N",
      description = "The newest operators to use, 13 to 21; default: ${DEFAULT-VALUE}.")
  private int opset;

  @Option(
      names = "--input",
      paramLabel = "NAME=SHAPE",
      description =
          "The shape of an input without the batch, where no layer tells it: numbers for fixed"
              + " lengths, words for others, such as picture=3,32,32 or series=5,time.")
  private Map<String, String> shapes = Map.of();

  @Option(
      names = "--mask",
      paramLabel = "NAME",
      description = "Give the file a mask for this time series, called NAME_mask.")
  private List<String> masks = List.of();

  @Mixin private Output output;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Map<String, List<Dimension>> given = new TreeMap<>();
    shapes.forEach((name, shape) -> given.put(name, shape(name, shape)));
    OnnxExporter exporter = OnnxExporter.of(Dl4jFile.read(network)).withMaxOpset(opset);
    for (var each : given.entrySet()) {
      exporter = exporter.withInput(each.getKey(), each.getValue());
    }
    for (String mask : masks) {
      exporter = exporter.withMask(mask);
    }
    NetworkExport export = exporter.export(out);
    boolean hasNormalizer = Dl4jFile.hasNormalizer(network);
    tell(export, hasNormalizer);
    output.result(json(export).put("normalizer_left_out", hasNormalizer));
    return 0;
  }

  private List<Dimension> shape(String name, String text) {
    List<Dimension> shape = new ArrayList<>();
    for (String length : text.split(",", -1)) {
      if (length.matches("[1-9]\\d{0,8}")) {
        shape.add(Dimension.of(Long.parseLong(length)));
      } else if (length.matches("[a-z]\\w*")) {
        shape.add(Dimension.of(length));
      } else {
        throw new ParameterException(
            spec.commandLine(),
            "--input %s=%s: \"%s\" is neither a length from 1 nor a word."
                .formatted(name, text, length));
      }
    }
    return shape;
  }

  private void tell(NetworkExport export, boolean hasNormalizer) {
    output.say("%s, %,d bytes, opset %d", export.file(), export.bytes(), export.model().opset());
    export.model().graph().inputs().forEach(input -> output.say("  input   %s", input));
    export.model().graph().outputs().forEach(result -> output.say("  output  %s", result));
    output.say("  operators %s", String.join(", ", export.model().operators()));
    output.say(
        "Proven against DL4J on %d inputs: %,d numbers, at most %.2g apart",
        export.parity().runs(), export.parity().numbers(), export.parity().maxAbsDifference());
    export
        .parity()
        .leftOut()
        .forEach(inputs -> output.say("  not on %s: DL4J cannot run so short a series", inputs));
    if (hasNormalizer) {
      output.say("The normalizer in %s is not part of the graph: apply it to the inputs.", network);
    }
  }

  private static ObjectNode json(NetworkExport export) {
    ObjectNode object = new JsonMapper().createObjectNode();
    OnnxModel model = export.model();
    object.put("onnx", export.file().toString()).put("bytes", export.bytes());
    object.put("ir_version", model.irVersion()).put("opset", model.opset());
    model.operators().forEach(object.putArray("operators")::add);
    model.graph().inputs().forEach(each -> object.withArray("inputs").add(each.toString()));
    model.graph().outputs().forEach(each -> object.withArray("outputs").add(each.toString()));
    ObjectNode parity = object.putObject("parity");
    export.parity().leftOut().forEach(parity.putArray("left_out")::add);
    parity
        .put("max_abs_difference", export.parity().maxAbsDifference())
        .put("runs", export.parity().runs())
        .put("numbers", export.parity().numbers());
    return object;
  }
}
