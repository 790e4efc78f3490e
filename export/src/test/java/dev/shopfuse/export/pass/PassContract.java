package dev.shopfuse.export.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.shopfuse.export.OnnxSession;
import dev.shopfuse.export.OnnxSession.Array;
import dev.shopfuse.export.onnx.GraphBuilder;
import dev.shopfuse.export.onnx.OnnxGraph;
import dev.shopfuse.export.onnx.OnnxModel;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Tensor;
import dev.shopfuse.export.onnx.Value;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What every pass must keep: outputs by name, shape and number. */
final class PassContract {
  private static final double TOLERANCE = 1e-5;

  private PassContract() {}

  /** Applies a pass and proves that the graph computes the same; returns the new graph. */
  static OnnxGraph holds(GraphPass pass, OnnxGraph graph, Map<String, Array> inputs) {
    OnnxGraph changed = pass.apply(graph);
    assertThat(changed.inputs()).isEqualTo(graph.inputs());
    assertSame(run(graph, inputs), run(changed, inputs));
    return changed;
  }

  static void assertSame(Map<String, Array> expected, Map<String, Array> actual) {
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach(
        (name, array) -> {
          assertThat(actual.get(name).shape()).isEqualTo(array.shape());
          for (int i = 0; i < array.floats().length; i++) {
            double value = array.floats()[i];
            assertThat((double) actual.get(name).floats()[i])
                .isCloseTo(value, offset(TOLERANCE * (1 + Math.abs(value))));
          }
        });
  }

  static Map<String, Array> run(OnnxGraph graph, Map<String, Array> inputs) {
    try (OnnxSession session = new OnnxSession(OnnxModel.of(graph, Map.of()))) {
      return session.run(inputs);
    }
  }

  static List<Operator> operators(OnnxGraph graph) {
    return graph.nodes().stream().map(node -> node.operator()).toList();
  }

  static float[] random(int count, long seed) {
    Random random = new Random(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  static Value constant(GraphBuilder graph, String name, int rows, int columns) {
    return graph.initializer(
        name, Tensor.ofFloats(random(rows * columns, name.hashCode()), rows, columns));
  }

  static Value vector(GraphBuilder graph, String name, int length) {
    return graph.initializer(name, Tensor.ofFloats(random(length, name.hashCode()), length));
  }
}
