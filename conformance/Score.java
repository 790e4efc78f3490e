import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Scores the cases with ONNX Runtime for Java, of the version on the class path.
 *
 * <p>usage: java -cp ... Score.java VERSION CASES RESULTS
 */
public final class Score {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final OrtEnvironment ENVIRONMENT = OrtEnvironment.getEnvironment();

  private Score() {}

  public static void main(String[] arguments) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> folders = Files.list(Path.of(arguments[1]))) {
      for (Path folder : folders.sorted().toList()) {
        JsonNode aCase = JSON.readTree(folder.resolve("case.json").toFile());
        ObjectNode result = score(folder, aCase);
        result.put("case", folder.getFileName().toString()).put("version", arguments[0]);
        result.set("kind", aCase.get("kind"));
        lines.add(result.toString());
      }
    }
    Files.write(Path.of(arguments[2]), lines);
  }

  private static ObjectNode score(Path folder, JsonNode aCase) {
    ObjectNode result = JSON.createObjectNode().put("difference", 0.0).put("share", 0.0);
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      byte[] model = Files.readAllBytes(folder.resolve("model.onnx"));
      try (OrtSession session = ENVIRONMENT.createSession(model, options)) {
        for (JsonNode run : aCase.get("runs")) {
          run(session, aCase, run, result);
        }
      }
    } catch (Exception failure) { // Whatever an engine says is a result here.
      result.put("error", String.valueOf(failure.getMessage()).lines().findFirst().orElse(""));
    }
    return result;
  }

  private static void run(OrtSession session, JsonNode aCase, JsonNode run, ObjectNode result)
      throws Exception {
    Map<String, OnnxTensor> feeds = new HashMap<>();
    for (var input : run.get("inputs").properties()) {
      feeds.put(input.getKey(), tensor(input.getValue()));
    }
    try (OrtSession.Result outputs = session.run(feeds)) {
      for (var output : run.get("outputs").properties()) {
        OnnxTensor found = (OnnxTensor) outputs.get(output.getKey()).orElseThrow();
        compare(aCase, output.getValue(), found, result);
      }
    } finally {
      feeds.values().forEach(OnnxTensor::close);
    }
  }

  private static OnnxTensor tensor(JsonNode node) throws Exception {
    ByteBuffer bytes = bytes(node);
    return node.get("type").asText().equals("float32")
        ? OnnxTensor.createTensor(ENVIRONMENT, bytes.asFloatBuffer(), dims(node))
        : OnnxTensor.createTensor(ENVIRONMENT, bytes.asLongBuffer(), dims(node));
  }

  private static ByteBuffer bytes(JsonNode node) {
    byte[] bytes = Base64.getDecoder().decode(node.get("data").asText());
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static long[] dims(JsonNode node) {
    long[] dims = new long[node.get("dims").size()];
    Arrays.setAll(dims, i -> node.get("dims").get(i).asLong());
    return dims;
  }

  private static void compare(JsonNode aCase, JsonNode node, OnnxTensor found, ObjectNode result) {
    if (!Arrays.equals(found.getInfo().getShape(), dims(node))) {
      throw new IllegalStateException(
          "shape " + Arrays.toString(found.getInfo().getShape()) + ", expected " + node.get("dims"));
    }
    FloatBuffer wanted = bytes(node).asFloatBuffer();
    FloatBuffer actual = found.getFloatBuffer();
    while (wanted.hasRemaining()) {
      double expected = wanted.get();
      double difference = Math.abs(actual.get() - expected);
      double allowed =
          aCase.get("absolute").asDouble() + aCase.get("relative").asDouble() * Math.abs(expected);
      if (!Double.isFinite(difference)) {
        throw new IllegalStateException("a number is not finite");
      }
      result.put("difference", Math.max(result.get("difference").asDouble(), difference));
      result.put("share", Math.max(result.get("share").asDouble(), difference / allowed));
    }
  }
}
