package dev.shopfuse.export.pass;

import com.google.protobuf.ByteString;
import dev.shopfuse.export.onnx.Attribute;
import dev.shopfuse.export.onnx.Node;
import dev.shopfuse.export.onnx.OnnxGraph;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Tensor;
import dev.shopfuse.export.onnx.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Splits a dense layer over a concatenation of rows and of one row that is repeated: {@code [shop ;
 * user] W + b} is {@code (shop W_s + b) + user W_u}, and the second term is computed for one row.
 */
public final class SplitDense implements GraphPass {
  @Override
  public String name() {
    return "split_dense";
  }

  @Override
  public OnnxGraph apply(OnnxGraph graph) {
    GraphView view = new GraphView(graph);
    return GraphCopy.of(
        graph,
        (node, copy) ->
            concatenation(node, view)
                .ifPresentOrElse(
                    parts -> new Split(node, parts, view, copy).write(), () -> copy.node(node)));
  }

  /** Returns the Concat that a dense node reads, if it has parts of both kinds. */
  private static Optional<Node> concatenation(Node node, GraphView view) {
    if (!view.isDense(node)) {
      return Optional.empty();
    }
    return view.producer(node.inputs().get(0), Operator.CONCAT)
        .filter(concat -> isOverLastAxis(concat))
        .filter(
            concat -> {
              long repeated =
                  concat.inputs().stream().filter(part -> view.repeated(part).isPresent()).count();
              return repeated > 0 && repeated < concat.inputs().size();
            });
  }

  private static boolean isOverLastAxis(Node concat) {
    int rank = concat.outputs().get(0).shape().rank();
    long axis = concat.integer("axis", 0);
    boolean known =
        concat.inputs().stream().allMatch(part -> GraphView.fixed(part.shape().last()).isPresent());
    return known && rank >= 2 && (axis == rank - 1 || axis == -1);
  }

  /** One dense node on its way into two. */
  private record Split(Node node, Node concat, GraphView view, GraphCopy copy) {
    void write() {
      List<Value> own = new ArrayList<>();
      List<Value> shared = new ArrayList<>();
      for (Value part : concat.inputs()) {
        view.repeated(part)
            .ifPresentOrElse(row -> shared.add(copy.copy(row)), () -> own.add(copy.copy(part)));
      }
      List<Value> first = new ArrayList<>(List.of(joined("own", own), weight("own", false)));
      node.inputs().stream().skip(2).forEach(bias -> first.add(copy.copy(bias)));
      Value product = copy.add(node.name() + "/own", node.operator(), first);
      Value once =
          copy.add(
              node.name() + "/shared",
              Operator.MATMUL,
              List.of(joined("shared", shared), weight("shared", true)));
      copy.replace(
          node.outputs().get(0), copy.add(node.name(), Operator.ADD, List.of(product, once)));
    }

    private Value joined(String kind, List<Value> parts) {
      if (parts.size() == 1) {
        return parts.get(0);
      }
      int last = parts.get(0).shape().rank() - 1;
      String name = node.name() + "/" + kind + "/Concat";
      return copy.add(name, Operator.CONCAT, parts, Attribute.of("axis", last));
    }

    /** The rows of the weight [I, H] that belong to the parts of one kind. */
    private Value weight(String kind, boolean repeated) {
      Tensor whole = view.constant(node.inputs().get(1)).orElseThrow();
      ByteString bytes = ByteString.EMPTY;
      long rows = 0;
      long at = 0;
      for (Value part : concat.inputs()) {
        long width = GraphView.fixed(part.shape().last()).orElseThrow();
        if (view.repeated(part).isPresent() == repeated) {
          bytes = bytes.concat(whole.rows(at, at + width).bytes());
          rows += width;
        }
        at += width;
      }
      Tensor slice = new Tensor(whole.type(), List.of(rows, whole.lengths().get(1)), bytes);
      return copy.builder().initializer(node.name() + "/" + kind + "/W", slice);
    }
  }
}
