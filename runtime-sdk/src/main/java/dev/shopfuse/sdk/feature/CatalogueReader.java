package dev.shopfuse.sdk.feature;

import dev.shopfuse.sdk.internal.StringIndex;
import dev.shopfuse.sdk.internal.Utf8;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a {@link CatalogueFile}; every count is checked against the bytes left before it is used.
 */
final class CatalogueReader {
  private static final int LENGTH_BYTES = Short.BYTES;

  private final ByteBuffer in;
  private final Side side;
  private final FeatureContract contract;

  CatalogueReader(ByteBuffer in, Side side, FeatureContract contract) {
    this.in = in;
    this.side = side;
    this.contract = contract;
  }

  Catalogue read() {
    try {
      return readAll();
    } catch (BufferUnderflowException e) {
      throw broken("is cut off");
    }
  }

  private Catalogue readAll() {
    expect("magic", CatalogueFile.MAGIC, in.getInt());
    expect("version", CatalogueFile.VERSION, in.get());
    expect("side", CatalogueFile.code(side), in.get());
    int targets = in.getInt();
    List<Feature> features = contract.staticFeatures(side);
    expect("number of features", features.size(), in.getInt());
    StringIndex ids = readIds(targets);
    Map<String, Column> columns = new LinkedHashMap<>();
    for (Feature feature : features) {
      columns.put(feature.name(), readColumn(feature, targets));
    }
    if (in.hasRemaining()) {
      throw broken("has " + in.remaining() + " bytes too many");
    }
    return new Catalogue(side, ids, new EncodedFeatures(Catalogue.FIRST + targets, columns));
  }

  private StringIndex readIds(int targets) {
    requireBytes(targets, LENGTH_BYTES + 1);
    int first = in.position();
    int[] starts = new int[targets + 1];
    starts[0] = LENGTH_BYTES;
    for (int i = 0; i < targets; i++) {
      skipText();
      starts[i + 1] = in.position() - first + LENGTH_BYTES;
    }
    byte[] text = new byte[in.position() - first];
    in.position(first);
    in.get(text);
    for (int i = 0; i < targets; i++) {
      Names.checkWord(text, starts[i], starts[i + 1] - LENGTH_BYTES);
    }
    return new StringIndex(text, starts, LENGTH_BYTES).requireDistinct();
  }

  private String readText() {
    ByteBuffer text = in.duplicate();
    skipText();
    text.position(text.position() + LENGTH_BYTES);
    text.limit(in.position());
    return Utf8.decode(text);
  }

  /** Small, so that a JVM that has just started compiles it soon. */
  private void skipText() {
    int length = in.getShort() & 0xffff;
    requireBytes(length, 1);
    in.position(in.position() + length);
  }

  private Column readColumn(Feature feature, int targets) {
    String name = readText();
    if (!name.equals(feature.name())) {
      throw broken("holds feature \"" + name + "\" where " + feature.name() + " is expected");
    }
    expect("type of " + name, CatalogueFile.type(feature), in.get());
    requireBytes(targets, Integer.BYTES);
    if (feature.kind() == FeatureKind.LIST) {
      return readLists(feature, targets);
    }
    return feature.isIndexed() ? readIndices(feature, targets) : readNumbers(targets);
  }

  private Column readIndices(Feature feature, int targets) {
    int[] indices = new int[Catalogue.FIRST + targets];
    indices[Catalogue.UNKNOWN] = IndexEncoding.UNKNOWN_ROW;
    indices[Catalogue.NONE] = IndexEncoding.NONE_ROW;
    readRows(feature, indices, Catalogue.FIRST);
    return Column.ofIndices(indices);
  }

  private Column readNumbers(int targets) {
    float[] numbers = new float[Catalogue.FIRST + targets];
    in.asFloatBuffer().get(numbers, Catalogue.FIRST, targets);
    in.position(in.position() + targets * Float.BYTES);
    for (float number : numbers) {
      Numbers.finite(number);
    }
    return Column.ofNumbers(numbers);
  }

  private Column readLists(Feature feature, int targets) {
    int[] offsets = new int[Catalogue.FIRST + targets + 1];
    offsets[1] = 1;
    offsets[2] = 2;
    for (int i = Catalogue.FIRST; i < offsets.length - 1; i++) {
      int length = in.getInt();
      if (length < 1 || length > feature.maxLength() || length > Integer.MAX_VALUE - offsets[i]) {
        throw broken("has a list of " + length + " values for " + feature.name());
      }
      offsets[i + 1] = offsets[i] + length;
    }
    int total = offsets[offsets.length - 1];
    requireBytes(total - Catalogue.FIRST, Integer.BYTES);
    int[] values = new int[total];
    values[0] = IndexEncoding.NONE_ROW;
    values[1] = IndexEncoding.NONE_ROW;
    readRows(feature, values, Catalogue.FIRST);
    return Column.ofLists(offsets, values);
  }

  private void readRows(Feature feature, int[] rows, int from) {
    int limit = contract.rows(feature).rows();
    in.asIntBuffer().get(rows, from, rows.length - from);
    in.position(in.position() + (rows.length - from) * Integer.BYTES);
    for (int i = from; i < rows.length; i++) {
      if (rows[i] < 0 || rows[i] >= limit) {
        throw broken(
            "has row " + rows[i] + " for " + feature.name() + "; allowed are 0 to " + (limit - 1));
      }
    }
  }

  private void requireBytes(int count, int bytesEach) {
    if (count < 0 || (long) count * bytesEach > in.remaining()) {
      throw broken("counts " + count + " values where " + in.remaining() + " bytes are left");
    }
  }

  private void expect(String what, int expected, int found) {
    if (expected != found) {
      throw broken("has " + what + " " + found + ", expected " + expected);
    }
  }

  private IllegalArgumentException broken(String complaint) {
    return new IllegalArgumentException("The catalogue of " + side.key() + "s " + complaint);
  }
}
