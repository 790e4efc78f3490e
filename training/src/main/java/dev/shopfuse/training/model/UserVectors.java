package dev.shopfuse.training.model;

import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.IndexEncoding;
import dev.shopfuse.sdk.feature.Side;
import dev.shopfuse.sdk.feature.UserContext;
import dev.shopfuse.training.config.Pooling;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.network.AttentionPooling;
import dev.shopfuse.training.network.RowBuffer;
import java.util.List;

/** The feature vectors [U] of user contexts. Not thread-safe. */
final class UserVectors {
  private final List<Feature> features;
  private final TableSet tables;
  private final boolean attends;
  private final int width;

  UserVectors(TrainingConfig config, FeatureContract contract, TableSet tables) {
    this.attends = config.model().historyPooling() == Pooling.ATTENTION;
    this.features = contract.features(Side.USER);
    this.tables = tables;
    this.width = FeatureWidths.of(features).total();
  }

  /** Returns U, the width of a vector. */
  int width() {
    return width;
  }

  /** Writes the vector of a context as the given row. */
  void write(UserContext user, RowBuffer target, int row) {
    int at = row * width;
    for (Feature feature : features) {
      String table = feature.table();
      if (table == null) {
        target.set(at, user.number(feature));
      } else if (attends && TableShape.attends(feature)) {
        attention(feature, table).lookup(user.rows(feature), IndexEncoding.NONE_ROW, target, at);
      } else if (feature.isSequence()) {
        int[] rows = user.rows(feature);
        tables.table(table).lookupPooled(rows, 0, rows.length, IndexEncoding.NONE_ROW, target, at);
      } else {
        tables.table(table).lookup(user.index(feature), target, at);
      }
      at += feature.width();
    }
  }

  /** Adds the gradient of a row to the table rows of a context. */
  void addGradient(UserContext user, float[] gradient, int row) {
    int at = row * width;
    for (Feature feature : features) {
      String table = feature.table();
      if (table != null && attends && TableShape.attends(feature)) {
        attention(feature, table)
            .addGradient(
                user.rows(feature),
                IndexEncoding.NONE_ROW,
                gradient,
                at,
                tables.gradients(table),
                tables.gradients(TableShape.query(feature)));
      } else if (table != null && feature.isSequence()) {
        int[] rows = user.rows(feature);
        tables
            .gradients(table)
            .addPooled(rows, 0, rows.length, IndexEncoding.NONE_ROW, gradient, at);
      } else if (table != null) {
        tables.gradients(table).add(user.index(feature), gradient, at, 1);
      }
      at += feature.width();
    }
  }

  private AttentionPooling attention(Feature feature, String table) {
    return new AttentionPooling(tables.table(table), tables.table(TableShape.query(feature)));
  }
}
