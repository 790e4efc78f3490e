package dev.shopfuse.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shopfuse.export.ExportException;
import dev.shopfuse.export.StagedFile;
import dev.shopfuse.export.inspect.GraphDrawing;
import dev.shopfuse.export.inspect.LayerGraph;
import dev.shopfuse.export.onnx.GraphException;
import dev.shopfuse.export.onnx.ModelSummary;
import dev.shopfuse.sdk.bundle.Bundle;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a bundle or an ONNX file holds; of a bundle all is checked but golden vectors. */
@Command(
    name = "inspect",
    description = "Shows what a bundle or an ONNX file holds, and checks a bundle's digests.",
    mixinStandardHelpOptions = true)
final class InspectCommand implements Callable<Integer> {
  private static final byte[] ZIP = {'P', 'K'};

  @Parameters(paramLabel = "FILE", description = "A bundle, or an ONNX file.")
  private Path file;

  @Option(
      names = "--svg",
      paramLabel = "FILE",
      description = "Write the graph as a picture: layers, shapes, and what is computed how often.")
  private @Nullable Path svg;

  @Mixin private TrustOptions trust;

  @Mixin private Output output;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    OutputPath.requireApart(spec, "--svg", svg, "FILE", file);
    if (isBundle()) {
      Bundle bundle = Bundle.open(file.toFile(), trust.trust());
      show(new BundleCard(bundle), bundle.model());
    } else {
      ByteBuffer onnx = read();
      GraphCard graph = new GraphCard(onnx.remaining(), summary(onnx));
      graph.tell(output);
      output.result(graph.json());
      draw(graph.model());
    }
    return 0;
  }

  private ByteBuffer read() throws IOException {
    long bytes = Files.size(file);
    if (bytes > Integer.MAX_VALUE - 8) {
      throw new ExportException(
          "%s has %,d bytes; an ONNX file in one piece has at most 2 GiB.".formatted(file, bytes));
    }
    return ByteBuffer.wrap(Files.readAllBytes(file));
  }

  private void show(BundleCard bundle, ByteBuffer onnx) throws IOException {
    GraphCard graph = new GraphCard(onnx.remaining(), ModelSummary.read(onnx));
    bundle.tell(output);
    graph.tell(output);
    ObjectNode json = new JsonMapper().createObjectNode().setAll(bundle.json());
    json.set("graph", graph.json());
    output.result(json);
    draw(graph.model());
  }

  private ModelSummary summary(ByteBuffer onnx) {
    try {
      return ModelSummary.read(onnx);
    } catch (GraphException e) {
      throw new ExportException(
          file + " is neither a bundle nor an ONNX model: " + e.getMessage(), e);
    }
  }

  private boolean isBundle() throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(ZIP.length), ZIP);
    }
  }

  private void draw(ModelSummary model) throws IOException {
    Path target = svg;
    if (target == null) {
      return;
    }
    String picture = GraphDrawing.svg(LayerGraph.of(model), String.valueOf(file.getFileName()));
    try (StagedFile staged =
        StagedFile.write(target, out -> out.write(picture.getBytes(StandardCharsets.UTF_8)))) {
      staged.commit();
    }
    output.say("Picture written to %s", target);
  }
}
