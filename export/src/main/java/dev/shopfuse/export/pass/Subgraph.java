package dev.shopfuse.export.pass;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.google.protobuf.ByteString;
import dev.shopfuse.export.ExportException;
import dev.shopfuse.export.onnx.ElementType;
import dev.shopfuse.export.onnx.Node;
import dev.shopfuse.export.onnx.OnnxGraph;
import dev.shopfuse.export.onnx.OnnxModel;
import dev.shopfuse.export.onnx.Tensor;
import dev.shopfuse.export.onnx.Value;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * The part of a graph that some of its values need, run by ONNX Runtime. It owns the native
 * session: close it. Not thread-safe.
 */
final class Subgraph implements AutoCloseable {
  private final List<Value> wanted;
  private final List<String> names = new ArrayList<>();
  private final OrtSession session;

  /**
   * Prepares for some values of a graph.
   *
   * @param nodes the nodes they may need; all others are left out
   */
  Subgraph(OnnxGraph graph, List<Node> nodes, List<Value> wanted) {
    this.wanted = List.copyOf(wanted);
    GraphCopy copy = new GraphCopy(graph);
    graph.inputs().forEach(copy::input);
    graph.initializers().forEach(copy::constant);
    nodes.forEach(copy::node);
    for (Value value : wanted) {
      Value output = copy.copy(value);
      names.add(output.name());
      copy.builder().output(output);
    }
    session = open(OnnxModel.of(copy.builder().build(), Map.of()));
  }

  private static OrtSession open(OnnxModel model) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      return OrtEnvironment.getEnvironment().createSession(model.toBytes(), options);
    } catch (OrtException e) {
      throw new ExportException("ONNX Runtime refuses a part of the graph: " + e.getMessage(), e);
    }
  }

  /** Computes the wanted values, in their order of the constructor, for these inputs by name. */
  List<Tensor> run(Map<String, Tensor> inputs) {
    Map<String, OnnxTensor> feeds = new HashMap<>();
    try {
      for (Map.Entry<String, Tensor> input : inputs.entrySet()) {
        feeds.put(input.getKey(), feed(input.getValue()));
      }
      try (OrtSession.Result result = session.run(feeds, new LinkedHashSet<>(names))) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        result.forEach(
            each ->
                tensors.put(each.getKey(), tensor((OnnxTensor) each.getValue(), each.getKey())));
        return names.stream().map(tensors::get).toList();
      }
    } catch (OrtException e) {
      throw new ExportException("ONNX Runtime fails on a part of the graph: " + e.getMessage(), e);
    } finally {
      feeds.values().forEach(OnnxTensor::close);
    }
  }

  private static OnnxTensor feed(Tensor tensor) throws OrtException {
    ByteBuffer buffer =
        ByteBuffer.allocateDirect(tensor.bytes().size()).order(ByteOrder.nativeOrder());
    // Tensors are little-endian, as are all platforms that ONNX Runtime runs on.
    tensor.bytes().copyTo(buffer);
    buffer.flip();
    long[] shape = tensor.lengths().stream().mapToLong(Long::longValue).toArray();
    OnnxJavaType type =
        switch (tensor.type()) {
          case FLOAT -> OnnxJavaType.FLOAT;
          case INT64 -> OnnxJavaType.INT64;
          default ->
              throw new ExportException("A part of the graph cannot be fed with " + tensor + ".");
        };
    return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), buffer, shape, type);
  }

  private Tensor tensor(OnnxTensor result, String name) {
    List<Long> lengths = new ArrayList<>();
    for (long length : result.getInfo().getShape()) {
      lengths.add(length);
    }
    return new Tensor(type(name), lengths, ByteString.copyFrom(result.getByteBuffer()));
  }

  private ElementType type(String name) {
    return wanted.get(names.indexOf(name)).element();
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new ExportException("ONNX Runtime fails to close a graph: " + e.getMessage(), e);
    }
  }
}
