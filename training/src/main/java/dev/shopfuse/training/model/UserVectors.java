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
import java.util.ArrayList;
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

  /**
   * Writes the vectors of contexts, a row each.
   *
   * @param users kept by what is returned, so not to be changed
   */
  Lookup write(List<UserContext> users, RowBuffer target) {
    List<Lookup> lookups = new ArrayList<>();
    int at = 0;
    for (Feature feature : features) {
      lookups.add(
          feature.table() == null || feature.isSequence()
              ? writeEach(users, feature, target, at)
              : writeIndexed(users, feature, feature.table(), target, at));
      at += feature.width();
    }
    return Lookup.all(lookups);
  }

  /** Writes an id, a category or a bucketed number. */
  private Lookup writeIndexed(
      List<UserContext> users, Feature feature, String table, RowBuffer target, int at) {
    int[] rows = users.stream().mapToInt(user -> user.index(feature)).toArray();
    tables.table(table).lookup(rows, target, at, width);
    return gradient -> tables.gradients(table).add(rows, gradient, at, width);
  }

  /** Writes a number, a list or a history, user by user. */
  private Lookup writeEach(List<UserContext> users, Feature feature, RowBuffer target, int at) {
    for (int row = 0; row < users.size(); row++) {
      write(users.get(row), feature, target, at + row * width);
    }
    String table = feature.table();
    return table == null
        ? gradient -> {}
        : gradient -> addGradient(users, feature, table, gradient, at);
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

  private void addGradient(
      List<UserContext> users, Feature feature, String table, float[] gradient, int at) {
    for (int row = 0; row < users.size(); row++) {
      addGradient(users.get(row).rows(feature), feature, table, gradient, at + row * width);
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
