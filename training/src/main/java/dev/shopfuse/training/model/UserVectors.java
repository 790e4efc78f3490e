package dev.shopfuse.training.model;

import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.IndexEncoding;
import dev.shopfuse.sdk.feature.Side;
import dev.shopfuse.sdk.feature.UserContext;
import dev.shopfuse.training.config.Pooling;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.network.RowBuffer;
import dev.shopfuse.training.network.embedding.AttentionPooling;
import dev.shopfuse.training.network.embedding.RowGradients;
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

  /** Writes the vectors of contexts, a row each. */
  void write(List<UserContext> users, RowBuffer target) {
    int at = 0;
    for (Feature feature : features) {
      String table = feature.table();
      if (table != null && !feature.isSequence()) {
        tables.table(table).lookup(indices(users, feature), target, at, width);
      } else {
        for (int row = 0; row < users.size(); row++) {
          write(users.get(row), feature, target, at + row * width);
        }
      }
      at += feature.width();
    }
  }

  /** Writes a number or a history. */
  private void write(UserContext user, Feature feature, RowBuffer target, int at) {
    String table = feature.table();
    if (table == null) {
      target.set(at, user.number(feature));
      return;
    }
    int[] rows = user.rows(feature);
    if (attends && TableShape.attends(feature)) {
      attention(feature, table).lookup(rows, IndexEncoding.NONE_ROW, target, at);
    } else {
      tables.table(table).lookupPooled(rows, 0, rows.length, IndexEncoding.NONE_ROW, target, at);
    }
  }

  private static int[] indices(List<UserContext> users, Feature feature) {
    return users.stream().mapToInt(user -> user.index(feature)).toArray();
  }

  /** Adds the gradient of those rows to the table rows of the contexts. */
  void addGradient(List<UserContext> users, float[] gradient) {
    int at = 0;
    for (Feature feature : features) {
      String table = feature.table();
      if (table != null && !feature.isSequence()) {
        tables.gradients(table).add(indices(users, feature), gradient, at, width);
      } else if (table != null) {
        for (int row = 0; row < users.size(); row++) {
          addGradient(users.get(row).rows(feature), feature, table, gradient, at + row * width);
        }
      }
      at += feature.width();
    }
  }

  private void addGradient(int[] rows, Feature history, String table, float[] gradient, int at) {
    RowGradients sums = tables.gradients(table);
    if (attends && TableShape.attends(history)) {
      RowGradients query = tables.gradients(TableShape.query(history));
      attention(history, table)
          .addGradient(rows, IndexEncoding.NONE_ROW, gradient, at, sums, query);
    } else {
      sums.addPooled(rows, 0, rows.length, IndexEncoding.NONE_ROW, gradient, at);
    }
  }

  private AttentionPooling attention(Feature feature, String table) {
    return new AttentionPooling(tables.table(table), tables.table(TableShape.query(feature)));
  }
}
