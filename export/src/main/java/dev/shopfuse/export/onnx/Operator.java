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
import java.util.List;
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
  LEAKY_RELU("LeakyRelu", 6, unary(REALS), ElementwiseRules::same, optional("alpha", Real.class)),
  LESS("Less", 13, binary(NUMBERS), ElementwiseRules::compare),
  LOG("Log", 13, unary(REALS), ElementwiseRules::same),
  MATMUL("MatMul", 13, binary(WIDE_NUMBERS), MatrixRules::matMul),
  MAX("Max", 13, List.of(repeated("data", 'T', NUMBERS)), ElementwiseRules::broadcast),
  MIN("Min", 13, List.of(repeated("data", 'T', NUMBERS)), ElementwiseRules::broadcast),
  MUL("Mul", 13, binary(WIDE_NUMBERS), ElementwiseRules::broadcast),
  NEG("Neg", 13, unary(NUMBERS), ElementwiseRules::same),
  NOT("Not", 1, unary(BOOLS), ElementwiseRules::same),
  OR("Or", 7, binary(BOOLS), ElementwiseRules::broadcast),
  POW(
      "Pow",
      13,
      List.of(one("X", 'T', WIDE_NUMBERS), one("Y", 'U', NUMBERS)),
      ElementwiseRules::broadcast),
  // Up to opset 17 ReduceMean and ReduceMax take their axes as an attribute, ReduceSum as an input.
  REDUCE_MAX("ReduceMax", 13, unary(WIDE_NUMBERS), ReduceRules::byAttribute, axes(), keepDims()),
  REDUCE_MEAN("ReduceMean", 13, unary(WIDE_NUMBERS), ReduceRules::byAttribute, axes(), keepDims()),
  REDUCE_SUM(
      "ReduceSum",
      13,
      List.of(one("data", 'T', WIDE_NUMBERS), InputSpec.optional("axes", 'L', LONGS)),
      ReduceRules::byInput,
      keepDims()),
  RELU("Relu", 13, unary(REALS), ElementwiseRules::same),
  RESHAPE(
      "Reshape",
      13,
      List.of(one("data", 'T', ANY), one("shape", 'L', LONGS)),
      LayoutRules::reshape),
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
          one("axes", 'I', INDICES)),
      LayoutRules::slice),
  SOFTMAX("Softmax", 13, unary(REALS), ElementwiseRules::same, optional("axis", Int.class)),
  SOFTPLUS("Softplus", 1, unary(REALS), ElementwiseRules::same),
  SOFTSIGN("Softsign", 1, unary(REALS), ElementwiseRules::same),
  SQRT("Sqrt", 13, unary(REALS), ElementwiseRules::same),
  SQUEEZE(
      "Squeeze", 13, List.of(one("data", 'T', ANY), one("axes", 'L', LONGS)), LayoutRules::squeeze),
  SUB("Sub", 13, binary(WIDE_NUMBERS), ElementwiseRules::broadcast),
  TANH("Tanh", 13, unary(REALS), ElementwiseRules::same),
  THRESHOLDED_RELU(
      "ThresholdedRelu", 10, unary(REALS), ElementwiseRules::same, optional("alpha", Real.class)),
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

  private static AttributeSpec axes() {
    return optional("axes", Ints.class);
  }

  private static AttributeSpec keepDims() {
    return optional("keepdims", Int.class);
  }
}
