package dev.shopfuse.export.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A constant array: little-endian, in row-major order. Immutable.
 *
 * @param type the type of the elements
 * @param lengths the length of each axis; none for a scalar
 * @param bytes the elements
 */
public record Tensor(ElementType type, List<Long> lengths, ByteString bytes) {
  public Tensor {
    lengths = List.copyOf(lengths);
    long expected =
        type.bytes() * lengths.stream().mapToLong(Long::longValue).reduce(1, Math::multiplyExact);
    if (bytes.size() != expected) {
      throw new IllegalArgumentException(
          "Tensor of %s %s has %d bytes, expected %d."
              .formatted(type, lengths, bytes.size(), expected));
    }
  }

  /** Returns a float tensor. */
  public static Tensor ofFloats(float[] values, long... lengths) {
    ByteBuffer buffer = allocate(values.length, ElementType.FLOAT);
    buffer.asFloatBuffer().put(values);
    return of(ElementType.FLOAT, buffer, lengths);
  }

  /** Returns an int64 tensor. */
  public static Tensor ofLongs(long[] values, long... lengths) {
    ByteBuffer buffer = allocate(values.length, ElementType.INT64);
    buffer.asLongBuffer().put(values);
    return of(ElementType.INT64, buffer, lengths);
  }

  /** Returns an int64 vector, as axes and shapes are given to operators. */
  public static Tensor vector(long... values) {
    return ofLongs(values, values.length);
  }

  /** Returns a float scalar. */
  public static Tensor scalar(float value) {
    return ofFloats(new float[] {value});
  }

  /** Returns an int64 scalar. */
  public static Tensor scalar(long value) {
    return ofLongs(new long[] {value});
  }

  /** Returns the rows {@code from} to before {@code to} of the outermost axis. */
  public Tensor rows(long from, long to) {
    int rowBytes = lengths.get(0) == 0 ? 0 : Math.toIntExact(bytes.size() / lengths.get(0));
    List<Long> fewer = new ArrayList<>(lengths);
    fewer.set(0, to - from);
    int start = Math.toIntExact(from * rowBytes);
    return new Tensor(type, fewer, bytes.substring(start, Math.toIntExact(to * rowBytes)));
  }

  /** Returns the shape with the lengths of this tensor. */
  public Shape shape() {
    return Shape.of(lengths.stream().mapToLong(Long::longValue).toArray());
  }

  /** Returns the elements of a float tensor. */
  public float[] floats() {
    ByteBuffer buffer = bytes.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[bytes.size() / Float.BYTES];
    buffer.asFloatBuffer().get(values);
    return values;
  }

  /** Returns the elements of an int64 tensor. */
  public long[] longs() {
    ByteBuffer buffer = bytes.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    long[] values = new long[bytes.size() / Long.BYTES];
    buffer.asLongBuffer().get(values);
    return values;
  }

  private static ByteBuffer allocate(int elements, ElementType type) {
    return ByteBuffer.allocate(Math.multiplyExact(elements, type.bytes()))
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  private static Tensor of(ElementType type, ByteBuffer buffer, long... lengths) {
    // Nobody else holds the buffer, so that a table is not copied once more.
    return new Tensor(
        type, LongStream.of(lengths).boxed().toList(), UnsafeByteOperations.unsafeWrap(buffer));
  }

  @Override
  public String toString() {
    return type + " " + lengths;
  }
}
