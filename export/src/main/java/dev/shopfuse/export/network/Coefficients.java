package dev.shopfuse.export.network;

import dev.shopfuse.export.ExportException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.bytedeco.javacpp.indexer.HalfIndexer;

/**
 * Reads {@code coefficients.bin}, which is two of ND4J's buffers: the shape, then the numbers.
 *
 * <pre>
 * buffer  = UTF allocation mode, int64 count (int32 in the three oldest modes), UTF type, elements
 * shape   = a buffer of integers, at most {@value #MAX_SHAPE_LENGTH}; skipped, the numbers are a row
 * numbers = a buffer of FLOAT, DOUBLE or HALF, big-endian
 * </pre>
 */
final class Coefficients {
  private static final int MAX_SHAPE_LENGTH = 68;
  private static final Set<String> SHORT_MODES = Set.of("DIRECT", "HEAP", "JAVACPP");
  private static final Set<String> LONG_MODES = Set.of("LONG_SHAPE", "MIXED_DATA_TYPES");

  /** Longer than the two headers and a shape of the greatest length are together. */
  private static final int MAX_HEADER_BYTES = 2048;

  private Coefficients() {}

  /** Returns how long the entry of a network with so many coefficients is at most. */
  static long maxBytes(long coefficients) {
    return coefficients > Integer.MAX_VALUE
        ? Long.MAX_VALUE
        : MAX_HEADER_BYTES + Double.BYTES * Math.max(coefficients, 0);
  }

  /** Returns the numbers as floats. */
  static float[] read(Path file, byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    try {
      Header shape = Header.read(buffer);
      skip(buffer, shape);
      Header numbers = Header.read(buffer);
      return numbers(buffer, numbers);
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new ExportException(
          "%s: coefficients.bin is damaged (%s); save the network again."
              .formatted(file, e.getMessage() == null ? "it ends too early" : e.getMessage()),
          e);
    }
  }

  private static void skip(ByteBuffer buffer, Header shape) {
    int width =
        switch (shape.type()) {
          case "LONG" -> Long.BYTES;
          case "INT" -> Integer.BYTES;
          default -> throw new IllegalArgumentException("its shape is of type " + shape.type());
        };
    if (shape.count() > MAX_SHAPE_LENGTH) {
      throw new IllegalArgumentException("its shape has " + shape.count() + " elements");
    }
    buffer.position(Math.addExact(buffer.position(), (int) shape.count() * width));
  }

  private static float[] numbers(ByteBuffer buffer, Header header) {
    int width =
        switch (header.type()) {
          case "FLOAT" -> Float.BYTES;
          case "DOUBLE" -> Double.BYTES;
          case "HALF" -> Short.BYTES;
          default -> throw new IllegalArgumentException("its numbers are " + header.type());
        };
    if (header.count() != buffer.remaining() / width || buffer.remaining() % width != 0) {
      throw new IllegalArgumentException(
          "it announces %d numbers and has %d bytes of them"
              .formatted(header.count(), buffer.remaining()));
    }
    float[] numbers = new float[(int) header.count()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] =
          switch (width) {
            case Float.BYTES -> buffer.getFloat();
            case Double.BYTES -> (float) buffer.getDouble();
            default -> HalfIndexer.toFloat(buffer.getShort());
          };
    }
    return numbers;
  }

  /** What stands before the elements of a buffer. */
  private record Header(long count, String type) {
    static Header read(ByteBuffer buffer) {
      String mode = word(buffer);
      if (!SHORT_MODES.contains(mode) && !LONG_MODES.contains(mode)) {
        throw new IllegalArgumentException("its allocation mode is " + mode);
      }
      long count = SHORT_MODES.contains(mode) ? buffer.getInt() : buffer.getLong();
      if (count < 0) {
        throw new IllegalArgumentException("it announces " + count + " elements");
      }
      return new Header(count, word(buffer));
    }

    private static String word(ByteBuffer buffer) {
      byte[] word = new byte[Math.min(Short.toUnsignedInt(buffer.getShort()), buffer.remaining())];
      buffer.get(word);
      return new String(word, 0, Math.min(word.length, 20), StandardCharsets.US_ASCII);
    }
  }
}
