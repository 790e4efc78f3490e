package dev.shopfuse.training.feature;

import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.sdk.feature.CatalogueBuilder;
import dev.shopfuse.sdk.feature.EncodedFeatures;
import dev.shopfuse.sdk.feature.EncodedFeaturesBuilder;
import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.FeatureKind;
import dev.shopfuse.sdk.feature.IndexEncoding;
import java.util.Arrays;
import java.util.List;

/**
 * Joins the catalogue of a trained model with that of newer tables, so that targets keep their
 * index: those of the model first, then those it does not know.
 *
 * <p>What newer tables list has the features they give it; what they do not list keeps those it
 * had. So does a list of who sells what that newer tables leave empty: they may bring visits alone.
 */
public final class GrownCatalogue {
  private final Catalogue earlier;
  private final Catalogue newer;
  private final List<Feature> features;

  private GrownCatalogue(Catalogue earlier, Catalogue newer, FeatureContract grown) {
    this.earlier = earlier;
    this.newer = newer;
    this.features =
        grown.staticFeatures(earlier.side()).stream()
            // The builder encodes ids by itself.
            .filter(feature -> feature.kind() != FeatureKind.ID)
            .toList();
  }

  /**
   * Returns the joined catalogue.
   *
   * @param earlier encoded by the contract that {@code grown} grew from
   * @param newer encoded by {@code grown}
   */
  public static Catalogue of(Catalogue earlier, Catalogue newer, FeatureContract grown) {
    GrownCatalogue joined = new GrownCatalogue(earlier, newer, grown);
    CatalogueBuilder builder = Catalogue.builder(grown, earlier.side());
    earlier.ids().forEach(id -> joined.put(id, builder.add(id)));
    newer.ids().stream()
        .filter(id -> !earlier.contains(id))
        .forEach(id -> joined.put(id, builder.add(id)));
    return builder.build();
  }

  private void put(String id, EncodedFeaturesBuilder target) {
    for (Feature feature : features) {
      boolean fresh =
          newer.contains(id) && !(earlier.contains(id) && isEmptyAssortment(feature, id));
      Catalogue source = fresh ? newer : earlier;
      put(feature, source.features(), source.index(id), target);
    }
  }

  private boolean isEmptyAssortment(Feature feature, String id) {
    return feature.of() != null
        && Arrays.equals(
            rows(feature, newer.features(), newer.index(id)), new int[] {IndexEncoding.NONE_ROW});
  }

  private static void put(
      Feature feature, EncodedFeatures source, int index, EncodedFeaturesBuilder target) {
    if (feature.isSequence()) {
      target.putRows(feature, rows(feature, source, index));
    } else if (feature.isIndexed()) {
      target.putRow(feature, source.indices(feature)[index]);
    } else {
      target.putNumber(feature, source.numbers(feature)[index]);
    }
  }

  private static int[] rows(Feature feature, EncodedFeatures source, int index) {
    int[] offsets = source.offsets(feature);
    return Arrays.copyOfRange(source.values(feature), offsets[index], offsets[index + 1]);
  }
}
