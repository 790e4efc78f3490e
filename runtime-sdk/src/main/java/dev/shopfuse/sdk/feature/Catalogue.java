package dev.shopfuse.sdk.feature;

import dev.shopfuse.sdk.internal.StringIndex;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The items or the shops a model knows, in a fixed order, with their static features encoded. Index
 * 0 is the unknown target, 1 is "none" (no visit at all), real targets start at 2; so a visit is
 * one int. Immutable.
 */
public final class Catalogue {
  /** The index of every target that is not in the catalogue. */
  public static final int UNKNOWN = 0;

  /** The index that stands for no visit at all. */
  public static final int NONE = 1;

  /** The index of the first real target. */
  public static final int FIRST = 2;

  private final Side side;
  private final StringIndex ids;
  private final EncodedFeatures features;

  Catalogue(Side side, StringIndex ids, EncodedFeatures features) {
    this.side = side;
    this.ids = ids;
    this.features = features;
  }

  /** Returns a builder for the items or the shops of a contract. */
  public static CatalogueBuilder builder(FeatureContract contract, Side side) {
    return new CatalogueBuilder(contract, side);
  }

  /**
   * Reads a catalogue file; the buffer must end with it.
   *
   * @throws IllegalArgumentException if the bytes are no catalogue of this side and contract
   */
  public static Catalogue read(ByteBuffer bytes, Side side, FeatureContract contract) {
    return new CatalogueReader(bytes, side, contract).read();
  }

  /** Writes the catalogue file described at {@link CatalogueFile}; the stream stays open. */
  public void write(OutputStream out, FeatureContract contract) throws IOException {
    CatalogueFile.write(this, contract, out);
  }

  /** Returns whether these are items or shops. */
  public Side side() {
    return side;
  }

  /** Returns the number of indices, the two reserved ones included. */
  public int size() {
    return FIRST + ids.size();
  }

  /** Returns the index of a target, {@link #UNKNOWN} if it is not in the catalogue. */
  public int index(String id) {
    int position = ids.position(id);
    return position < 0 ? UNKNOWN : FIRST + position;
  }

  /** Returns whether a target is in the catalogue. */
  public boolean contains(String id) {
    return ids.position(id) >= 0;
  }

  /**
   * Returns the id of a real target.
   *
   * @throws IllegalArgumentException unless the index is from 2 to {@link #size()} - 1
   */
  public String id(int index) {
    if (index < FIRST || index >= size()) {
      throw new IllegalArgumentException(
          "Index "
              + index
              + " is no "
              + side.key()
              + " of the catalogue; 2 to "
              + (size() - 1)
              + " are");
    }
    return ids.get(index - FIRST);
  }

  /** Returns the ids of the real targets; the one at position p has index p + 2. */
  public List<String> ids() {
    return ids;
  }

  /** Returns the encoded features, one row an index, the two reserved ones included. */
  public EncodedFeatures features() {
    return features;
  }
}
