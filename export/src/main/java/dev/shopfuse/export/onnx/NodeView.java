package dev.shopfuse.export.onnx;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node before it has outputs: what inference reads.
 *
 * @param name the name of the node
 * @param operator its operator
 * @param inputs its inputs
 * @param attributes its settings
 * @param contents the elements of those int64 values that are known before the graph runs, by name
 */
record NodeView(
    String name,
    Operator operator,
    List<Value> inputs,
    List<Attribute> attributes,
    Map<String, List<Dimension>> contents) {

  TensorType type(int input) {
    return inputs.get(input).type();
  }

  Shape shape(int input) {
    return type(input).shape();
  }

  /** Returns the elements of an input where they are known; a symbol is a length of an input. */
  Optional<List<Dimension>> contents(int input) {
    return Optional.ofNullable(contents.get(inputs.get(input).name()));
  }

  long integer(String attribute, long otherwise) {
    return find(attribute).map(found -> ((Attribute.Int) found).value()).orElse(otherwise);
  }

  Optional<List<Long>> integers(String attribute) {
    return find(attribute).map(found -> ((Attribute.Ints) found).values());
  }

  String text(String attribute, String otherwise) {
    return find(attribute).map(found -> ((Attribute.Text) found).value()).orElse(otherwise);
  }

  private Optional<Attribute> find(String attribute) {
    return attributes.stream().filter(each -> each.name().equals(attribute)).findFirst();
  }

  /** Returns the axis as an index from 0, for a tensor of this rank. */
  int axis(long axis, int rank) {
    long index = axis < 0 ? axis + rank : axis;
    if (index < 0 || index >= rank) {
      throw error("axis %d is not in -%d to %d".formatted(axis, rank, rank - 1));
    }
    return (int) index;
  }

  /** Returns the one output with the element type of the first input. */
  List<TensorType> output(Shape shape) {
    return output(type(0).element(), shape);
  }

  List<TensorType> output(ElementType element, Shape shape) {
    return List.of(new TensorType(element, shape));
  }

  GraphException error(String what) {
    return new GraphException("Node %s (%s): %s.".formatted(name, operator.opType(), what));
  }
}
