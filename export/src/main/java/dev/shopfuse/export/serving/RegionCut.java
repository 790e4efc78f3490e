package dev.shopfuse.export.serving;

import dev.shopfuse.export.ExportException;
import dev.shopfuse.export.onnx.Tensor;
import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.sdk.feature.EncodedFeatures;
import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.FeatureKind;
import dev.shopfuse.sdk.feature.Side;
import dev.shopfuse.sdk.feature.VocabularyEncoding;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Cuts a model to the shops of a region, the items they sell, and the table rows that those need.
 * Not thread-safe; makes one cut.
 *
 * <p>Who sells what is what the features say: a list of items at the shop, or a list or category of
 * shops at the item. Where no feature says it, all items stay. Tables that describe users stay
 * whole. A visit to a shop or an item that is cut away is one to an unknown shop or item, as any
 * visit that a model does not know; scores of requests without such visits stay what they are, bit
 * by bit.
 */
public final class RegionCut {
  private static final int NAMED_IN_MESSAGES = 5;

  private final ServedModel whole;
  private final TableCut tables = TableCut.none();

  private RegionCut(ServedModel whole) {
    this.whole = whole;
  }

  /**
   * Returns the model of some shops.
   *
   * @param shopIds the shops to keep
   * @throws ExportException if there is none, or the model does not know one
   */
  public static ServedModel of(ServedModel whole, Collection<String> shopIds) {
    return new RegionCut(whole).cut(indices(whole.shops(), shopIds));
  }

  private static int[] indices(Catalogue shops, Collection<String> ids) {
    List<String> unknown = new TreeSet<>(ids).stream().filter(id -> !shops.contains(id)).toList();
    if (!unknown.isEmpty() || ids.isEmpty()) {
      throw new ExportException(
          ids.isEmpty()
              ? "No shop is to be kept; name at least one."
              : "The model does not know %,d of the %,d shops to keep: %s%s; name shops it knows."
                  .formatted(
                      unknown.size(),
                      ids.size(),
                      String.join(", ", unknown.stream().limit(NAMED_IN_MESSAGES).toList()),
                      unknown.size() > NAMED_IN_MESSAGES ? ", ..." : ""));
    }
    return ids.stream().distinct().mapToInt(shops::index).sorted().toArray();
  }

  private ServedModel cut(int[] shops) {
    int[] items = items(shops);
    chooseTables();
    keep(whole.shops(), shops);
    keep(whole.items(), items);
    FeatureContract contract = ContractCopy.of(whole.contract(), tables);
    Map<String, Tensor> cutTables = new HashMap<>();
    whole.tables().forEach((name, table) -> cutTables.put(name, tables.rows(name, table)));
    return new ServedModel(
        whole.model(),
        contract,
        new CatalogueCopy(whole.items(), whole.contract(), contract, tables).of(items),
        new CatalogueCopy(whole.shops(), whole.contract(), contract, tables).of(shops),
        cutTables);
  }

  /** Returns the items that the shops sell. */
  private int[] items(int[] shops) {
    Catalogue items = whole.items();
    BitSet sold = new BitSet();
    boolean told = false;
    for (Feature own : ids(Side.ITEM)) {
      for (Feature list : sharing(own, Side.SHOP)) {
        told = true;
        BitSet listed = rows(whole.shops(), list, shops);
        addTargets(items, own, listed, sold);
      }
    }
    for (Feature shop : ids(Side.SHOP)) {
      BitSet rows = rows(whole.shops(), shop, shops);
      for (Feature seller : sharing(shop, Side.ITEM)) {
        told = true;
        addTargets(items, seller, rows, sold);
      }
    }
    return told
        ? sold.stream().toArray()
        : IntStream.range(Catalogue.FIRST, items.size()).toArray();
  }

  private List<Feature> ids(Side side) {
    return whole.contract().staticFeatures(side).stream()
        .filter(feature -> feature.kind() == FeatureKind.ID)
        .filter(feature -> feature.encoding() instanceof VocabularyEncoding)
        .toList();
  }

  /** Returns the features of one side that share the table of an id of the other. */
  private List<Feature> sharing(Feature id, Side side) {
    return whole.contract().staticFeatures(side).stream()
        .filter(feature -> String.valueOf(id.table()).equals(feature.table()))
        .toList();
  }

  /** Returns the known rows that a feature has at some targets. */
  private static BitSet rows(Catalogue catalogue, Feature feature, int[] targets) {
    BitSet rows = new BitSet();
    for (int target : targets) {
      forEachRow(catalogue.features(), feature, target, rows::set);
    }
    rows.clear(0, Catalogue.FIRST);
    return rows;
  }

  /** Adds the targets at which a feature has one of the rows. */
  private static void addTargets(Catalogue catalogue, Feature feature, BitSet rows, BitSet found) {
    for (int target = Catalogue.FIRST; target < catalogue.size(); target++) {
      int each = target;
      forEachRow(
          catalogue.features(),
          feature,
          target,
          row -> {
            if (rows.get(row)) {
              found.set(each);
            }
          });
    }
  }

  /** Cuts every table with words but those that describe users. */
  private void chooseTables() {
    whole.contract().vocabularies().keySet().forEach(tables::cut);
    for (Feature feature : whole.contract().staticFeatures(Side.USER)) {
      String table = feature.table();
      if (table != null) {
        tables.leave(table);
      }
    }
  }

  private void keep(Catalogue catalogue, int[] targets) {
    for (Feature feature : whole.contract().staticFeatures(catalogue.side())) {
      String table = feature.table();
      if (table == null) {
        continue;
      }
      for (int target : targets) {
        forEachRow(catalogue.features(), feature, target, row -> tables.keep(table, row));
      }
    }
  }

  private static void forEachRow(
      EncodedFeatures encoded, Feature feature, int target, IntConsumer action) {
    if (!feature.isSequence()) {
      action.accept(encoded.indices(feature)[target]);
      return;
    }
    int[] offsets = encoded.offsets(feature);
    for (int i = offsets[target]; i < offsets[target + 1]; i++) {
      action.accept(encoded.values(feature)[i]);
    }
  }
}
