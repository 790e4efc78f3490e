package dev.shopfuse.export.pass;

import dev.shopfuse.export.onnx.Attribute;
import dev.shopfuse.export.onnx.Node;
import dev.shopfuse.export.onnx.OnnxGraph;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Tensor;
import dev.shopfuse.export.onnx.Value;
import java.util.List;
import java.util.Optional;

/**
 * Puts a batch normalisation into the dense layer before it: with s = scale / sqrt(var + epsilon),
 * {@code (X W + b - mean) s + B} is {@code X (W s) + ((b - mean) s + B)}.
 */
public final class FoldBatchNorm implements GraphPass {
  private static final float DEFAULT_EPSILON = 1e-5f;

  @Override
  public String name() {
    return "fold_batch_norm";
  }

  @Override
  public OnnxGraph apply(OnnxGraph graph) {
    GraphView view = new GraphView(graph);
    return GraphCopy.of(
        graph,
        (node, copy) ->
            dense(node, view)
                .ifPresentOrElse(dense -> fold(node, dense, view, copy), () -> copy.node(node)));
  }

  /** Returns the dense layer that a batch normalisation alone reads. */
  private static Optional<Node> dense(Node node, GraphView view) {
    if (node.operator() != Operator.BATCH_NORMALIZATION
        || !node.inputs().stream().skip(1).allMatch(view::isConstant)) {
      return Optional.empty();
    }
    Value input = node.inputs().get(0);
    return view.producer(input, Operator.GEMM)
        .or(() -> view.producer(input, Operator.MATMUL))
        .filter(dense -> input.shape().rank() == 2 && view.isDense(dense) && view.readOnce(input));
  }

  private static void fold(Node node, Node dense, GraphView view, GraphCopy copy) {
    float[] scale = floats(view, node.inputs().get(1));
    float[] shift = floats(view, node.inputs().get(2));
    float[] mean = floats(view, node.inputs().get(3));
    float[] variance = floats(view, node.inputs().get(4));
    double epsilon = epsilon(node);
    int outputs = scale.length;
    double[] factors = new double[outputs];
    float[] bias = new float[outputs];
    Optional<float[]> before = bias(dense, view);
    for (int i = 0; i < outputs; i++) {
      factors[i] = scale[i] / Math.sqrt(variance[i] + epsilon);
      double own = before.isPresent() ? before.get()[before.get().length == 1 ? 0 : i] : 0;
      bias[i] = (float) ((own - mean[i]) * factors[i] + shift[i]);
    }
    Value weight = dense.inputs().get(1);
    float[] weights = floats(view, weight);
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (weights[i] * factors[i % outputs]);
    }
    Tensor product = Tensor.ofFloats(weights, weights.length / outputs, outputs);
    copy.node(
        new Node(node.name(), Operator.GEMM, dense.inputs(), List.of(), node.outputs()),
        List.of(
            copy.copy(dense.inputs().get(0)),
            copy.builder().initializer(node.name() + "/W", product),
            copy.builder().initializer(node.name() + "/b", Tensor.ofFloats(bias, outputs))));
  }

  private static Optional<float[]> bias(Node dense, GraphView view) {
    return dense.inputs().size() < 3
        ? Optional.empty()
        : Optional.of(floats(view, dense.inputs().get(2)));
  }

  private static float[] floats(GraphView view, Value value) {
    return view.constant(value).orElseThrow().floats();
  }

  private static double epsilon(Node node) {
    for (Attribute attribute : node.attributes()) {
      if (attribute instanceof Attribute.Real real && real.name().equals("epsilon")) {
        return real.value();
      }
    }
    return DEFAULT_EPSILON;
  }
}
