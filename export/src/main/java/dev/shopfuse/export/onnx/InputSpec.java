package dev.shopfuse.export.onnx;

import static dev.shopfuse.export.onnx.ElementType.BOOL;
import static dev.shopfuse.export.onnx.ElementType.DOUBLE;
import static dev.shopfuse.export.onnx.ElementType.FLOAT;
import static dev.shopfuse.export.onnx.ElementType.FLOAT16;
import static dev.shopfuse.export.onnx.ElementType.INT32;
import static dev.shopfuse.export.onnx.ElementType.INT64;

import java.util.EnumSet;
import java.util.Set;

/**
 * An input that an operator takes. Immutable.
 *
 * @param name the name in the ONNX specification
 * @param variable inputs with the same type variable have the same element type
 * @param types the element types allowed
 * @param count whether it is there once, may be left out, or is repeated
 */
record InputSpec(String name, char variable, Set<ElementType> types, Count count) {
  static final Set<ElementType> ANY = EnumSet.allOf(ElementType.class);
  static final Set<ElementType> REALS = EnumSet.of(FLOAT, FLOAT16, DOUBLE);
  static final Set<ElementType> NUMBERS = EnumSet.complementOf(EnumSet.of(BOOL));
  static final Set<ElementType> WIDE_NUMBERS = EnumSet.of(FLOAT, FLOAT16, DOUBLE, INT32, INT64);
  static final Set<ElementType> INDICES = EnumSet.of(INT32, INT64);
  static final Set<ElementType> LONGS = EnumSet.of(INT64);
  static final Set<ElementType> BOOLS = EnumSet.of(BOOL);

  /** How often an input occurs. */
  enum Count {
    ONE,
    OPTIONAL,
    REPEATED
  }

  static InputSpec one(String name, char variable, Set<ElementType> types) {
    return new InputSpec(name, variable, types, Count.ONE);
  }

  static InputSpec optional(String name, char variable, Set<ElementType> types) {
    return new InputSpec(name, variable, types, Count.OPTIONAL);
  }

  static InputSpec repeated(String name, char variable, Set<ElementType> types) {
    return new InputSpec(name, variable, types, Count.REPEATED);
  }
}
