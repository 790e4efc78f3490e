package dev.shopfuse.training.feature;

import dev.shopfuse.sdk.feature.EncodedFeatures;
import dev.shopfuse.sdk.feature.EncodedFeaturesBuilder;
import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.Side;
import dev.shopfuse.training.InputException;
import dev.shopfuse.training.table.TableKind;
import dev.shopfuse.training.table.VisitTables;
import java.util.ArrayList;
import java.util.List;

/**
 * The users of visit tables, encoded by a contract that may have been fitted to other tables.
 * Immutable.
 *
 * @param features one row a user, in the order of the user's index in the samples
 * @param ids the id of each row
 */
public record EncodedUsers(EncodedFeatures features, List<String> ids) {
  /** Copies the list. */
  public EncodedUsers {
    ids = List.copyOf(ids);
  }

  /**
   * Encodes the users of visit tables, which must stay open meanwhile.
   *
   * @throws InputException if a column is absent or a value is malformed
   */
  public static EncodedUsers of(VisitTables tables, FeatureContract contract) {
    List<Feature> features = features(tables, contract);
    return of(new SideRows(tables, Side.USER, features), contract);
  }

  /**
   * Encodes some users.
   *
   * @param rows a query of their ids and columns, and of a {@code number} that orders them
   * @throws InputException if a column is absent or a value is malformed
   */
  public static EncodedUsers of(VisitTables tables, FeatureContract contract, String rows) {
    List<Feature> features = features(tables, contract);
    return of(new SideRows(tables, Side.USER, features, rows), contract);
  }

  private static List<Feature> features(VisitTables tables, FeatureContract contract) {
    List<Feature> features = contract.staticFeatures(Side.USER);
    for (Feature feature : features) {
      if (!tables.columns(TableKind.USERS).contains(feature.column())) {
        throw new InputException(
            "The model's feature \"%s\" reads column \"%s\", but %s has only %s"
                .formatted(
                    feature.name(),
                    feature.column(),
                    tables.fileName(TableKind.USERS),
                    String.join(", ", tables.columns(TableKind.USERS))));
      }
    }
    return features;
  }

  private static EncodedUsers of(SideRows users, FeatureContract contract) {
    List<String> ids = new ArrayList<>();
    EncodedFeaturesBuilder rows = EncodedFeatures.builder(contract, Side.USER);
    users.forEach(
        row -> {
          ids.add(row.id());
          row.putInto(rows);
          rows.endRow();
        });
    return new EncodedUsers(rows.build(), ids);
  }
}
