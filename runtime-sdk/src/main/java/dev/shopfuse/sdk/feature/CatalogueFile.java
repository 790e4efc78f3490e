package dev.shopfuse.sdk.feature;

import dev.shopfuse.sdk.internal.Utf8;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * The catalogue file. All numbers are big-endian.
 *
 * <pre>
 * int32   magic "SFCT"      int8 version 1      int8 side: 1 items, 2 shops
 * int32   targets n         int32 features f
 * n times: uint16 length, UTF-8 id
 * f times, in the order of the contract:
 *   uint16 length, UTF-8 name, int8 type
 *   type 0: int32[n] table rows        type 1: float32[n] numbers
 *   type 2: int32[n] list lengths, then all int32 table rows
 * </pre>
 *
 * <p>The two reserved targets are not stored.
 */
final class CatalogueFile {
  static final int MAGIC = 0x53464354;
  static final int VERSION = 1;
  static final int INDICES = 0;
  static final int NUMBERS = 1;
  static final int LISTS = 2;

  private CatalogueFile() {}

  static int code(Side side) {
    return side == Side.ITEM ? 1 : 2;
  }

  static int type(Feature feature) {
    if (feature.kind() == FeatureKind.LIST) {
      return LISTS;
    }
    return feature.isIndexed() ? INDICES : NUMBERS;
  }

  static void write(Catalogue catalogue, FeatureContract contract, OutputStream stream)
      throws IOException {
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(stream));
    List<Feature> features = contract.staticFeatures(catalogue.side());
    out.writeInt(MAGIC);
    out.writeByte(VERSION);
    out.writeByte(code(catalogue.side()));
    out.writeInt(catalogue.ids().size());
    out.writeInt(features.size());
    for (String id : catalogue.ids()) {
      writeText(out, id);
    }
    for (Feature feature : features) {
      writeText(out, feature.name());
      out.writeByte(type(feature));
      writeColumn(out, catalogue.features().column(feature), type(feature));
    }
    out.flush();
  }

  private static void writeText(DataOutputStream out, String text) throws IOException {
    byte[] bytes = Utf8.encode(text);
    out.writeShort(bytes.length);
    out.write(bytes);
  }

  private static void writeColumn(DataOutputStream out, Column column, int type)
      throws IOException {
    if (type == NUMBERS) {
      for (int i = Catalogue.FIRST; i < column.numbers.length; i++) {
        out.writeFloat(column.numbers[i]);
      }
    } else if (type == INDICES) {
      writeInts(out, column.indices, Catalogue.FIRST);
    } else {
      for (int i = Catalogue.FIRST; i < column.offsets.length - 1; i++) {
        out.writeInt(column.offsets[i + 1] - column.offsets[i]);
      }
      writeInts(out, column.values, column.offsets[Catalogue.FIRST]);
    }
  }

  private static void writeInts(DataOutputStream out, int[] values, int from) throws IOException {
    for (int i = from; i < values.length; i++) {
      out.writeInt(values[i]);
    }
  }
}
