package dev.shopfuse.export.onnx;

import java.util.List;
import java.util.stream.LongStream;

/** A constant setting of a node. Immutable. */
public sealed interface Attribute {
  /** Returns the name of the setting, such as {@code axis}. */
  String name();

  /** An integer. */
  record Int(String name, long value) implements Attribute {}

  /** A float. */
  record Real(String name, float value) implements Attribute {}

  /** A list of integers. */
  record Ints(String name, List<Long> values) implements Attribute {
    public Ints {
      values = List.copyOf(values);
    }
  }

  /** A list of floats. */
  record Reals(String name, List<Float> values) implements Attribute {
    public Reals {
      values = List.copyOf(values);
    }
  }

  /** A word from a list that the operator allows. */
  record Text(String name, String value) implements Attribute {}

  /** A list of words. */
  record Texts(String name, List<String> values) implements Attribute {
    public Texts {
      values = List.copyOf(values);
    }
  }

  static Attribute of(String name, long value) {
    return new Int(name, value);
  }

  static Attribute of(String name, float value) {
    return new Real(name, value);
  }

  static Attribute of(String name, String value) {
    return new Text(name, value);
  }

  static Attribute ofAll(String name, long... values) {
    return new Ints(name, LongStream.of(values).boxed().toList());
  }
}
