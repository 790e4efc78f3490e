package dev.shopfuse.training.network.chunk;

import dev.shopfuse.training.network.ColumnDenseLayer;
import dev.shopfuse.training.network.GradientCaptureVertex;
import dev.shopfuse.training.network.GroupAddVertex;
import dev.shopfuse.training.network.GroupMeanVertex;
import dev.shopfuse.training.network.GroupRectifierVertex;
import dev.shopfuse.training.network.LogitLoss;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Translates a graph, vertex after vertex. Not thread-safe; one a graph. */
final class ChunkCompiler {
  private final ComputationGraph graph;
  private final Map<String, Rows> values = new HashMap<>();
  private final Map<String, Rows> inputs = new LinkedHashMap<>();
  private final List<Operation> operations = new ArrayList<>();
  private final List<Dropout> dropouts = new ArrayList<>();
  private final Map<String, LogitOutput> outputs = new HashMap<>();
  private final Gradient gradient;

  ChunkCompiler(ComputationGraph graph) {
    this.graph = graph;
    if (graph.getGradientsViewArray() == null) {
      graph.initGradientsView();
    }
    gradient = new DefaultGradient(graph.getGradientsViewArray());
    for (String input : graph.getConfiguration().getNetworkInputs()) {
      inputs.put(input, value(input, 0));
    }
  }

  Optional<ChunkedGraph> compile() {
    if (graph.params().dataType() != DataType.FLOAT) {
      return Optional.empty();
    }
    for (int index : graph.topologicalSortOrder()) {
      String name = graph.getVertices()[index].getVertexName();
      GraphVertex vertex = graph.getConfiguration().getVertices().get(name);
      if (vertex != null && !add(name, vertex)) {
        return Optional.empty();
      }
    }
    return Optional.of(
        new ChunkedGraph(
            graph, gradient, inputs, values.values(), operations, dropouts, outputs()));
  }

  private List<LogitOutput> outputs() {
    return graph.getConfiguration().getNetworkOutputs().stream()
        .map(name -> Objects.requireNonNull(outputs.get(name)))
        .toList();
  }

  /** Returns whether the vertex is covered. */
  private boolean add(String name, GraphVertex vertex) {
    List<String> from =
        Objects.requireNonNull(graph.getConfiguration().getVertexInputs().get(name));
    if (vertex instanceof GroupRectifierVertex
        || vertex instanceof GroupAddVertex
        || isSumOfTwo(vertex, from)) {
      Rows rows = rows(from.get(0));
      Rows sum = value(name, rows.columns());
      boolean rectifies = vertex instanceof GroupRectifierVertex;
      operations.add(new GroupSum(rows, rows(from.get(1)), sum, rectifies));
    } else if (vertex instanceof GroupMeanVertex) {
      Rows rows = rows(from.get(0));
      operations.add(new GroupAverage(rows, rows(from.get(1)), value(name, rows.columns())));
    } else if (vertex instanceof GradientCaptureVertex) {
      values.put(name, rows(from.get(0)));
    } else if (vertex instanceof LayerVertex layer && layer.getPreProcessor() == null) {
      return addLayer(name, from.get(0));
    } else {
      return false;
    }
    return true;
  }

  private static boolean isSumOfTwo(GraphVertex vertex, List<String> from) {
    return vertex instanceof ElementWiseVertex elementWise
        && elementWise.getOp() == ElementWiseVertex.Op.Add
        && from.size() == 2;
  }

  private boolean addLayer(String name, String from) {
    Layer layer = graph.getLayer(name);
    if (layer.conf().getLayer() instanceof ColumnDenseLayer dense && isPlain(dense)) {
      addDense(name, dropped(name, rows(from), dense), layer, dense);
      return true;
    }
    if (layer.conf().getLayer() instanceof LossLayer loss
        && loss.getIDropout() == null
        && loss.getLossFn() instanceof LogitLoss function) {
      LogitOutput output = new LogitOutput(rows(from), function);
      operations.add(output);
      outputs.put(name, output);
      return true;
    }
    return false;
  }

  /** A penalty would be part of DL4J's score. */
  private static boolean isPlain(ColumnDenseLayer dense) {
    return (dense.getIDropout() == null || isConstant(dense.getIDropout()))
        && dense.getWeightNoise() == null
        && dense.getRegularization().isEmpty()
        && dense.getRegularizationBias().isEmpty()
        && (dense.rectifies() || dense.getActivationFn() instanceof ActivationIdentity);
  }

  private static boolean isConstant(IDropout dropout) {
    return dropout instanceof org.deeplearning4j.nn.conf.dropout.Dropout plain
        && plain.getPSchedule() == null;
  }

  /** Returns the input of a layer: with dropout a value of its own, since others see all cells. */
  private Rows dropped(String name, Rows input, ColumnDenseLayer dense) {
    if (!(dense.getIDropout() instanceof org.deeplearning4j.nn.conf.dropout.Dropout dropout)) {
      return input;
    }
    Rows output = value(name + "_dropped", (int) dense.getNIn());
    Dropout operation = new Dropout(input, output, dropout.getP());
    operations.add(operation);
    dropouts.add(operation);
    return output;
  }

  private void addDense(String name, Rows input, Layer layer, ColumnDenseLayer dense) {
    Map<String, INDArray> gradients =
        dense.initializer().getGradientsFromFlattened(layer.conf(), layer.getGradientsViewArray());
    gradients.forEach((key, view) -> gradient.setGradientFor(name + "_" + key, view));
    operations.add(
        new Dense(
            new Products((int) dense.getNIn(), (int) dense.getNOut()),
            input,
            value(name, (int) dense.getNOut()),
            parameters(layer, gradients, DefaultParamInitializer.WEIGHT_KEY),
            dense.hasBias()
                ? parameters(layer, gradients, DefaultParamInitializer.BIAS_KEY)
                : Dense.Parameters.NONE,
            dense.rectifies()));
  }

  private static Dense.Parameters parameters(
      Layer layer, Map<String, INDArray> gradients, String key) {
    return Dense.Parameters.of(layer.getParam(key), Objects.requireNonNull(gradients.get(key)));
  }

  private Rows value(String name, int columns) {
    Rows rows = new Rows(columns);
    values.put(name, rows);
    return rows;
  }

  /** Returns the value of a vertex that was added before, or of an input. */
  private Rows rows(String name) {
    return Objects.requireNonNull(values.get(name), name);
  }
}
