package dev.shopfuse.export;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shopfuse.export.onnx.OnnxModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;

/**
 * Writes models with inputs and what must come out, for other people's tools to compute: {@code
 * conformance/run} hands them round. One folder a case: {@code model.onnx} and {@code case.json}.
 */
public final class ConformanceCase {
  /** The system property that names the directory; without it nothing is written. */
  public static final String DIRECTORY = "shopfuse.conformance.dir";

  private static final JsonMapper JSON = new JsonMapper();

  private final ObjectNode json = JSON.createObjectNode();
  private final OnnxModel model;

  /**
   * Starts a case.
   *
   * @param kind of where it comes from: {@code golden}, {@code net} or {@code converter}
   * @param relative how far numbers may be apart besides 1e-5, as a share of themselves
   */
  public ConformanceCase(String kind, String name, OnnxModel model, double relative) {
    this.model = model;
    json.put("kind", kind).put("name", name).put("absolute", 1e-5).put("relative", relative);
  }

  /** Adds one run: all inputs of the model, and its outputs. */
  public ConformanceCase run(
      Map<String, OnnxSession.Array> inputs, Map<String, OnnxSession.Array> outputs) {
    ObjectNode run = json.withArray("runs").addObject();
    inputs.forEach((name, array) -> put(run.withObject("/inputs"), name, array));
    outputs.forEach((name, array) -> put(run.withObject("/outputs"), name, array));
    return this;
  }

  private static void put(ObjectNode to, String name, OnnxSession.Array array) {
    ObjectNode node = to.putObject(name);
    boolean isFloat = array.values() instanceof float[];
    node.put("type", isFloat ? "float32" : "int64");
    for (long length : array.shape()) {
      node.withArray("dims").add(length);
    }
    if (array.shape().length == 0) {
      node.putArray("dims");
    }
    node.put("data", Base64.getEncoder().encodeToString(isFloat ? floats(array) : longs(array)));
  }

  private static byte[] floats(OnnxSession.Array array) {
    ByteBuffer bytes = buffer(array.floats().length * Float.BYTES);
    bytes.asFloatBuffer().put(array.floats());
    return bytes.array();
  }

  private static byte[] longs(OnnxSession.Array array) {
    long[] values = (long[]) array.values();
    ByteBuffer bytes = buffer(values.length * Long.BYTES);
    bytes.asLongBuffer().put(values);
    return bytes.array();
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Writes the case to the directory that the system property names. */
  public void write() throws IOException {
    String name = (json.get("kind").asText() + " " + json.get("name").asText());
    Path folder =
        Path.of(System.getProperty(DIRECTORY)).resolve(name.replaceAll("[^A-Za-z0-9]+", "-"));
    Files.createDirectories(folder);
    Files.write(folder.resolve("model.onnx"), model.toBytes());
    Files.writeString(folder.resolve("case.json"), json.toString());
  }
}
