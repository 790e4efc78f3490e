package dev.shopfuse.training.feature;

import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.sdk.feature.CatalogueBuilder;
import dev.shopfuse.sdk.feature.EncodedFeatures;
import dev.shopfuse.sdk.feature.EncodedFeaturesBuilder;
import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.FeatureKind;
import dev.shopfuse.sdk.feature.Side;
import dev.shopfuse.training.InputException;
import dev.shopfuse.training.table.VisitTables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Items, shops and users, encoded by the encoders the device uses. Immutable.
 *
 * @param contract the contract they are encoded by
 * @param items every item, in the order of its number in the samples
 * @param shops every shop, likewise
 * @param users one row a user, in the order of the user's index in the samples
 * @param userIds the id of each row of {@code users}
 */
public record EncodedTables(
    FeatureContract contract,
    Catalogue items,
    Catalogue shops,
    EncodedFeatures users,
    List<String> userIds) {
  /** Copies the list. */
  public EncodedTables {
    userIds = List.copyOf(userIds);
  }

  /**
   * Encodes visit tables, which must stay open meanwhile.
   *
   * @throws InputException if a value is malformed; the message names the feature and the value
   */
  public static EncodedTables of(VisitTables tables, FeatureContract contract) {
    SideTable.createWeights(tables);
    EncodedUsers users = EncodedUsers.of(tables, contract);
    return new EncodedTables(
        contract,
        catalogue(tables, contract, Side.ITEM),
        catalogue(tables, contract, Side.SHOP),
        users.features(),
        users.ids());
  }

  /**
   * Encodes items or shops alone.
   *
   * @throws InputException if a value is malformed; the message names the feature and the value
   */
  public static Catalogue catalogue(VisitTables tables, FeatureContract contract, Side side) {
    CatalogueBuilder builder = Catalogue.builder(contract, side);
    Map<Feature, int[][]> assortments = new LinkedHashMap<>();
    List<Feature> fromColumns = new ArrayList<>();
    for (Feature feature : contract.staticFeatures(side)) {
      if (feature.of() != null) {
        assortments.put(feature, Assortments.rows(tables, contract, feature));
      } else if (feature.kind() != FeatureKind.ID) {
        fromColumns.add(feature);
      }
    }
    int[] number = {Catalogue.FIRST};
    new SideRows(tables, side, fromColumns)
        .forEach(
            row -> {
              EncodedFeaturesBuilder target = builder.add(row.id());
              row.putInto(target);
              assortments.forEach((feature, rows) -> target.putRows(feature, rows[number[0]]));
              number[0]++;
            });
    return builder.build();
  }
}
