package dev.shopfuse.sdk.feature;

import dev.shopfuse.sdk.internal.StringIndex;
import java.util.ArrayList;
import java.util.List;

/** Collects the targets of a {@link Catalogue}. Not thread-safe; one per thread. */
public final class CatalogueBuilder {
  /** The most targets of one catalogue. */
  public static final int MAX_TARGETS = 1 << 26;

  private final Side side;
  private final List<Feature> idFeatures = new ArrayList<>();
  private final List<String> ids = new ArrayList<>();
  private final EncodedFeaturesBuilder rows;

  CatalogueBuilder(FeatureContract contract, Side side) {
    if (side == Side.USER) {
      throw new IllegalArgumentException("Users have no catalogue; allowed are items and shops");
    }
    this.side = side;
    this.rows = EncodedFeatures.builder(contract, side).addReservedRows();
    for (Feature feature : contract.staticFeatures(side)) {
      if (feature.kind() == FeatureKind.ID) {
        idFeatures.add(feature);
      }
    }
  }

  /**
   * Starts the next target and returns where to put its features; do not end the row. Features of
   * kind id are put already.
   *
   * @throws IllegalArgumentException if the id is empty, too long or holds a line break
   */
  public EncodedFeaturesBuilder add(String id) {
    Names.checkWord(id);
    if (ids.size() == MAX_TARGETS) {
      throw new IllegalArgumentException("There are more than " + MAX_TARGETS + " targets");
    }
    endTarget();
    ids.add(id);
    for (Feature feature : idFeatures) {
      rows.put(feature, id);
    }
    return rows;
  }

  /**
   * Returns the catalogue.
   *
   * @throws IllegalArgumentException if an id occurs twice
   */
  public Catalogue build() {
    endTarget();
    EncodedFeatures features = rows.build();
    if (features.rows() != Catalogue.FIRST + ids.size()) {
      throw new IllegalStateException(
          "A row was ended by hand, or the builder used twice; let add() and build() end rows");
    }
    return new Catalogue(side, StringIndex.of(ids), features);
  }

  private void endTarget() {
    if (!ids.isEmpty()) {
      rows.endRow();
    }
  }
}
