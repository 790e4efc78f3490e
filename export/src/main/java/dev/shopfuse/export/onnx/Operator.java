package dev.shopfuse.export.onnx;

import static dev.shopfuse.export.onnx.AttributeSpec.optional;
import static dev.shopfuse.export.onnx.AttributeSpec.required;
import static dev.shopfuse.export.onnx.InputSpec.ANY;
import static dev.shopfuse.export.onnx.InputSpec.BOOLS;
import static dev.shopfuse.export.onnx.InputSpec.INDICES;
import static dev.shopfuse.export.onnx.InputSpec.LONGS;
import static dev.shopfuse.export.onnx.InputSpec.NUMBERS;
import static dev.shopfuse.export.onnx.InputSpec.REALS;
import static dev.shopfuse.export.onnx.InputSpec.WIDE_NUMBERS;
import static dev.shopfuse.export.onnx.InputSpec.one;
import static dev.shopfuse.export.onnx.InputSpec.repeated;

import dev.shopfuse.export.onnx.Attribute.Int;
import dev.shopfuse.export.onnx.Attribute.Ints;
import dev.shopfuse.export.onnx.Attribute.Real;
import dev.shopfuse.export.onnx.Attribute.Reals;
import dev.shopfuse.export.onnx.Attribute.Text;
import dev.shopfuse.export.onnx.Attribute.Texts;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The ONNX operators that can be written, as the specification of opset 13 defines them.
 *
 * <p>Each knows the opset since which its definition holds, its inputs with their types, its
 * attributes, and how the shape of its output follows.
 */
@SuppressWarnings("ImmutableEnumChecker") // Lists of List.of and methods without state.
public enum Operator {
  ABS("Abs", 13, unary(NUMBERS), ElementwiseRules::same),
  ADD("Add", 13, binary(WIDE_NUMBERS), ElementwiseRules::broadcast),
  AND("And", 7, binary(BOOLS), ElementwiseRules::broadcast),
  ARG_MAX(
      "ArgMax",
      13,
      unary(NUMBERS),
      ReduceRules::argument,
      optional("axis", Int.class),
      keepDims(),
      optional("select_last_index", Int.class)),
  AVERAGE_POOL(
      "AveragePool",
      11,
      unary(REALS),
      WindowRules::pool,
      window(optional("count_include_pad", Int.class))),
  BATCH_NORMALIZATION(
      "BatchNormalization",
      9,
      List.of(
          one("X", 'T', REALS),
          one("scale", 'T', REALS),
          one("B", 'T', REALS),
          one("mean", 'T', REALS),
          one("var", 'T', REALS)),
      ElementwiseRules::same,
      optional("epsilon", Real.class)),
  CAST("Cast", 13, unary(ANY), ElementwiseRules::cast, required("to", Int.class)),
  CLIP(
      "Clip",
      13,
      List.of(
          one("input", 'T', NUMBERS),
          InputSpec.optional("min", 'T', NUMBERS),
          InputSpec.optional("max", 'T', NUMBERS)),
      ElementwiseRules::same),
  CONCAT(
      "Concat",
      13,
      List.of(repeated("inputs", 'T', ANY)),
      LayoutRules::concat,
      required("axis", Int.class)),
  CONV(
      "Conv",
      11,
      filter(),
      WindowRules::convolution,
      window(optional("dilations", Ints.class), optional("group", Int.class))),
  CONV_TRANSPOSE(
      "ConvTranspose",
      11,
      filter(),
      WindowRules::transposedConvolution,
      window(optional("dilations", Ints.class), optional("group", Int.class))),
  CUM_SUM(
      "CumSum",
      11,
      List.of(one("x", 'T', WIDE_NUMBERS), one("axis", 'I', INDICES)),
      ElementwiseRules::same,
      optional("exclusive", Int.class),
      optional("reverse", Int.class)),
  DIV("Div", 13, binary(WIDE_NUMBERS), ElementwiseRules::broadcast),
  ELU("Elu", 6, unary(REALS), ElementwiseRules::same, optional("alpha", Real.class)),
  EQUAL("Equal", 13, binary(ANY), ElementwiseRules::compare),
  ERF("Erf", 13, unary(NUMBERS), ElementwiseRules::same),
  EXP("Exp", 13, unary(REALS), ElementwiseRules::same),
  EXPAND(
      "Expand", 13, List.of(one("input", 'T', ANY), one("shape", 'L', LONGS)), LayoutRules::expand),
  FLATTEN("Flatten", 13, unary(ANY), LayoutRules::flatten, optional("axis", Int.class)),
  GATHER(
      "Gather",
      13,
      List.of(one("data", 'T', ANY), one("indices", 'I', INDICES)),
      LayoutRules::gather,
      optional("axis", Int.class)),
  GATHER_ND(
      "GatherND",
      13,
      List.of(one("data", 'T', ANY), one("indices", 'L', LONGS)),
      LayoutRules::gatherNd,
      optional("batch_dims", Int.class)),
  GEMM(
      "Gemm",
      13,
      List.of(
          one("A", 'T', WIDE_NUMBERS),
          one("B", 'T', WIDE_NUMBERS),
          InputSpec.optional("C", 'T', WIDE_NUMBERS)),
      MatrixRules::gemm,
      optional("alpha", Real.class),
      optional("beta", Real.class),
      optional("transA", Int.class),
      optional("transB", Int.class)),
  GREATER("Greater", 13, binary(NUMBERS), ElementwiseRules::compare),
  HARD_SIGMOID(
      "HardSigmoid",
      6,
      unary(REALS),
      ElementwiseRules::same,
      optional("alpha", Real.class),
      optional("beta", Real.class)),
  IDENTITY("Identity", 13, unary(ANY), ElementwiseRules::same),
  LAYER_NORMALIZATION(
      "LayerNormalization",
      17,
      List.of(one("X", 'T', REALS), one("Scale", 'T', REALS), InputSpec.optional("B", 'T', REALS)),
      ElementwiseRules::same,
      optional("axis", Int.class),
      optional("epsilon", Real.class)),
  LEAKY_RELU("LeakyRelu", 6, unary(REALS), ElementwiseRules::same, optional("alpha", Real.class)),
  LESS("Less", 13, binary(NUMBERS), ElementwiseRules::compare),
  LOG("Log", 13, unary(REALS), ElementwiseRules::same),
  LP_POOL("LpPool", 11, unary(REALS), WindowRules::pool, window(optional("p", Int.class))),
  LRN(
      "LRN",
      13,
      unary(REALS),
      ElementwiseRules::same,
      required("size", Int.class),
      optional("alpha", Real.class),
      optional("beta", Real.class),
      optional("bias", Real.class)),
  LSTM(
      "LSTM",
      7,
      recurrent(InputSpec.optional("initial_c", 'T', REALS), InputSpec.optional("P", 'T', REALS)),
      RecurrentRules::lstm,
      recurrence()),
  MATMUL("MatMul", 13, binary(WIDE_NUMBERS), MatrixRules::matMul),
  MAX("Max", 13, List.of(repeated("data", 'T', NUMBERS)), ElementwiseRules::broadcast),
  MAX_POOL(
      "MaxPool", 12, unary(REALS), WindowRules::pool, window(optional("dilations", Ints.class))),
  MIN("Min", 13, List.of(repeated("data", 'T', NUMBERS)), ElementwiseRules::broadcast),
  MISH("Mish", 18, unary(REALS), ElementwiseRules::same),
  MUL("Mul", 13, binary(WIDE_NUMBERS), ElementwiseRules::broadcast),
  NEG("Neg", 13, unary(NUMBERS), ElementwiseRules::same),
  NOT("Not", 1, unary(BOOLS), ElementwiseRules::same),
  OR("Or", 7, binary(BOOLS), ElementwiseRules::broadcast),
  PAD(
      "Pad",
      13,
      List.of(
          one("data", 'T', ANY),
          one("pads", 'L', LONGS),
          InputSpec.optional("constant_value", 'T', ANY)),
      ExtentRules::pad,
      optional("mode", Text.class)),
  POW(
      "Pow",
      13,
      List.of(one("X", 'T', WIDE_NUMBERS), one("Y", 'U', NUMBERS)),
      ElementwiseRules::broadcast),
  PRELU(
      "PRelu", 9, List.of(one("X", 'T', REALS), one("slope", 'T', REALS)), ElementwiseRules::same),
  // Up to opset 17 these take their axes as an attribute, from 18 on as an input.
  REDUCE_MAX("ReduceMax", 13, unary(WIDE_NUMBERS), ReduceRules::byAttribute, axes(), keepDims()),
  REDUCE_MAX_18("ReduceMax", 18, reduced(), ReduceRules::byInput, keepDims()),
  REDUCE_MEAN("ReduceMean", 13, unary(WIDE_NUMBERS), ReduceRules::byAttribute, axes(), keepDims()),
  REDUCE_MEAN_18("ReduceMean", 18, reduced(), ReduceRules::byInput, keepDims()),
  REDUCE_MIN("ReduceMin", 13, unary(WIDE_NUMBERS), ReduceRules::byAttribute, axes(), keepDims()),
  REDUCE_MIN_18("ReduceMin", 18, reduced(), ReduceRules::byInput, keepDims()),
  REDUCE_SUM("ReduceSum", 13, reduced(), ReduceRules::byInput, keepDims()),
  RELU("Relu", 13, unary(REALS), ElementwiseRules::same),
  RESHAPE(
      "Reshape",
      13,
      List.of(one("data", 'T', ANY), one("shape", 'L', LONGS)),
      LayoutRules::reshape),
  RESIZE(
      "Resize",
      13,
      List.of(one("X", 'T', ANY), InputSpec.optional("roi", 'R', REALS), one("scales", 'F', REALS)),
      ExtentRules::resize,
      optional("mode", Text.class),
      optional("coordinate_transformation_mode", Text.class),
      optional("nearest_mode", Text.class)),
  RNN("RNN", 7, recurrent(), RecurrentRules::rnn, recurrence()),
  SCATTER_ELEMENTS(
      "ScatterElements",
      13,
      List.of(one("data", 'T', ANY), one("indices", 'I', INDICES), one("updates", 'T', ANY)),
      LayoutRules::scatterElements,
      optional("axis", Int.class)),
  SELU(
      "Selu",
      6,
      unary(REALS),
      ElementwiseRules::same,
      optional("alpha", Real.class),
      optional("gamma", Real.class)),
  SHAPE("Shape", 13, unary(ANY), LayoutRules::shape),
  SIGMOID("Sigmoid", 13, unary(REALS), ElementwiseRules::same),
  SIGN("Sign", 13, unary(NUMBERS), ElementwiseRules::same),
  SLICE(
      "Slice",
      13,
      List.of(
          one("data", 'T', ANY),
          one("starts", 'I', INDICES),
          one("ends", 'I', INDICES),
          one("axes", 'I', INDICES),
          InputSpec.optional("steps", 'I', INDICES)),
      LayoutRules::slice),
  SOFTMAX("Softmax", 13, unary(REALS), ElementwiseRules::same, optional("axis", Int.class)),
  SOFTPLUS("Softplus", 1, unary(REALS), ElementwiseRules::same),
  SOFTSIGN("Softsign", 1, unary(REALS), ElementwiseRules::same),
  SPACE_TO_DEPTH(
      "SpaceToDepth",
      13,
      unary(NUMBERS),
      ExtentRules::spaceToDepth,
      required("blocksize", Int.class)),
  SQRT("Sqrt", 13, unary(REALS), ElementwiseRules::same),
  SQUEEZE(
      "Squeeze", 13, List.of(one("data", 'T', ANY), one("axes", 'L', LONGS)), LayoutRules::squeeze),
  SUB("Sub", 13, binary(WIDE_NUMBERS), ElementwiseRules::broadcast),
  TANH("Tanh", 13, unary(REALS), ElementwiseRules::same),
  THRESHOLDED_RELU(
      "ThresholdedRelu", 10, unary(REALS), ElementwiseRules::same, optional("alpha", Real.class)),
  TILE("Tile", 13, List.of(one("input", 'T', ANY), one("repeats", 'L', LONGS)), ExtentRules::tile),
  TRANSPOSE("Transpose", 13, unary(ANY), LayoutRules::transpose, required("perm", Ints.class)),
  UNSQUEEZE(
      "Unsqueeze",
      13,
      List.of(one("data", 'T', ANY), one("axes", 'L', LONGS)),
      LayoutRules::unsqueeze),
  WHERE(
      "Where",
      9,
      List.of(one("condition", 'C', BOOLS), one("X", 'T', ANY), one("Y", 'T', ANY)),
      ElementwiseRules::where);

  private final String opType;
  private final int sinceOpset;
  private final List<InputSpec> inputs;
  private final Inference inference;
  private final List<AttributeSpec> attributes;

  Operator(
      String opType,
      int sinceOpset,
      List<InputSpec> inputs,
      Inference inference,
      AttributeSpec... attributes) {
    this.opType = opType;
    this.sinceOpset = sinceOpset;
    this.inputs = inputs;
    this.inference = inference;
    this.attributes = List.of(attributes);
  }

  /** Returns the name of the operator in the ONNX specification. */
  public String opType() {
    return opType;
  }

  /** Returns the first opset in which the operator is defined as it is written here. */
  public int sinceOpset() {
    return sinceOpset;
  }

  /** Returns the operator that takes over from this one in a newer opset; most are for good. */
  public Optional<Operator> newerForm() {
    return switch (this) {
      case REDUCE_MAX -> Optional.of(REDUCE_MAX_18);
      case REDUCE_MEAN -> Optional.of(REDUCE_MEAN_18);
      case REDUCE_MIN -> Optional.of(REDUCE_MIN_18);
      default -> Optional.empty();
    };
  }

  List<InputSpec> inputs() {
    return inputs;
  }

  List<AttributeSpec> attributes() {
    return attributes;
  }

  /** Checks a node against this operator and returns the types of its outputs. */
  List<TensorType> infer(NodeView node) {
    NodeCheck.check(node);
    return inference.infer(node);
  }

  private static List<InputSpec> unary(Set<ElementType> types) {
    return List.of(one("input", 'T', types));
  }

  private static List<InputSpec> binary(Set<ElementType> types) {
    return List.of(one("A", 'T', types), one("B", 'T', types));
  }

  private static List<InputSpec> reduced() {
    return List.of(one("data", 'T', WIDE_NUMBERS), InputSpec.optional("axes", 'L', LONGS));
  }

  private static List<InputSpec> filter() {
    return List.of(one("X", 'T', REALS), one("W", 'T', REALS), InputSpec.optional("B", 'T', REALS));
  }

  private static List<InputSpec> recurrent(InputSpec... more) {
    List<InputSpec> inputs = new ArrayList<>();
    inputs.add(one("X", 'T', REALS));
    inputs.add(one("W", 'T', REALS));
    inputs.add(one("R", 'T', REALS));
    inputs.add(InputSpec.optional("B", 'T', REALS));
    inputs.add(InputSpec.optional("sequence_lens", 'S', EnumSet.of(ElementType.INT32)));
    inputs.add(InputSpec.optional("initial_h", 'T', REALS));
    inputs.addAll(List.of(more));
    return List.copyOf(inputs);
  }

  private static AttributeSpec[] recurrence() {
    return new AttributeSpec[] {
      required("hidden_size", Int.class),
      optional("direction", Text.class),
      optional("activations", Texts.class),
      optional("activation_alpha", Reals.class),
      optional("activation_beta", Reals.class)
    };
  }

  /** The attributes of every operator that moves a window, and more. */
  private static AttributeSpec[] window(AttributeSpec... more) {
    List<AttributeSpec> attributes = new ArrayList<>(List.of(more));
    attributes.add(required("kernel_shape", Ints.class));
    attributes.add(optional("strides", Ints.class));
    attributes.add(optional("pads", Ints.class));
    attributes.add(optional("auto_pad", Text.class));
    return attributes.toArray(new AttributeSpec[0]);
  }

  private static AttributeSpec axes() {
    return optional("axes", Ints.class);
  }

  private static AttributeSpec keepDims() {
    return optional("keepdims", Int.class);
  }
}
