package dev.shopfuse.sdk;

import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.SampleMarket;
import dev.shopfuse.sdk.feature.Side;
import dev.shopfuse.sdk.feature.UserContext;

/**
 * A real ONNX model over the sample market, with the same formula in plain Java beside it:
 *
 * <p>user = mean(item rows of the history) + mean(item rows of the samples) + income; shop score =
 * sigmoid(mean(shop row * user) + mean(item rows the shop sells)).
 */
final class TinyModel {
  private static final int WIDTH = 4;

  private final FeatureContract contract = SampleMarket.contract();
  private final float[][] items;
  private final float[][] shops;

  TinyModel() {
    this(1);
  }

  /** Makes a model with other weights. */
  TinyModel(int seed) {
    items = table(5, seed);
    shops = table(6, seed + 1);
  }

  private static float[][] table(int rows, int seed) {
    java.util.Random random = new java.util.Random(seed);
    float[][] table = new float[rows][WIDTH];
    for (float[] row : table) {
      for (int i = 0; i < WIDTH; i++) {
        row[i] = random.nextFloat() * 2 - 1;
      }
    }
    return table;
  }

  /** Returns the ONNX file. */
  byte[] bytes() {
    return graph("income").build();
  }

  /** Returns an ONNX file with the same scores and so many bytes more. */
  byte[] bytes(int padding) {
    float[][] unused = table(padding / WIDTH / Float.BYTES + 1, 99);
    return graph("income").table("unused", unused).build();
  }

  /** Returns an ONNX file that gives NaN as soon as the income is above the mean. */
  byte[] bytesWithNan() {
    // sqrt of a negative number is NaN.
    return graph("income_root").node("Neg", "income_below", "income").build();
  }

  private OnnxBytes graph(String income) {
    OnnxBytes graph = new OnnxBytes();
    for (Feature feature : contract.features()) {
      String rows = feature.side() == Side.USER ? "one" : feature.side().key() + "s";
      int type = feature.isIndexed() ? OnnxBytes.INT64 : OnnxBytes.FLOAT;
      Object first = feature.side() == Side.USER ? (Object) 1 : rows;
      if (feature.isSequence()) {
        graph.input(feature.name(), type, first, feature.name() + "_length");
      } else {
        graph.input(feature.name(), type, first);
      }
    }
    graph.table("item_table", items).table("shop_table", shops);
    if (!income.equals("income")) {
      graph.node("Neg", "income_negative", "income").node("Sqrt", income, "income_negative");
    }
    return graph
        .node("Gather", "history_rows", "item_table", "item_history")
        .mean("history", "history_rows", 1, false)
        .node("Gather", "sample_rows", "item_table", "item_id")
        .mean("samples", "sample_rows", 0, true)
        .node("Add", "visited", "history", "samples")
        .node("Add", "user", "visited", income)
        .node("Gather", "shop_rows", "shop_table", "shop_id")
        .node("Mul", "products", "shop_rows", "user")
        .mean("dot", "products", 1, false)
        .node("Gather", "sold_rows", "item_table", "sells")
        .mean("sold_row", "sold_rows", 1, false)
        .mean("sold", "sold_row", 1, false)
        .node("Add", "logit", "dot", "sold")
        .node("Sigmoid", "shop", "logit")
        .mean("item_logit", "sample_rows", 1, false)
        .node("Sigmoid", "item", "item_logit")
        .output("shop", OnnxBytes.FLOAT, "shops")
        .output("item", OnnxBytes.FLOAT, "items");
  }

  /** Returns the score of a shop by the same formula, with lists padded to a length. */
  float score(
      UserContext context, Catalogue itemTargets, Catalogue shopTargets, int shop, int pad) {
    int[] history = context.rows(contract.feature("item_history"));
    int[] samples = context.itemSamples();
    int[] itemRows = itemTargets.features().indices(contract.feature("item_id"));
    int shopRow = shopTargets.features().indices(contract.feature("shop_id"))[shop];
    double dot = 0;
    for (int i = 0; i < WIDTH; i++) {
      double user = context.number(contract.feature("income"));
      for (int row : history) {
        user += items[row][i] / history.length;
      }
      for (int sample : samples) {
        user += items[itemRows[sample]][i] / samples.length;
      }
      dot += user * shops[shopRow][i] / WIDTH;
    }
    return (float) (1 / (1 + Math.exp(-dot - sold(shopTargets, shop, pad))));
  }

  private double sold(Catalogue shopTargets, int shop, int pad) {
    Feature sells = contract.feature("sells");
    int[] offsets = shopTargets.features().offsets(sells);
    double sum = 0;
    for (int j = 0; j < pad; j++) {
      boolean real = offsets[shop] + j < offsets[shop + 1];
      int row = real ? shopTargets.features().values(sells)[offsets[shop] + j] : 1;
      for (float cell : items[row]) {
        sum += cell / WIDTH / pad;
      }
    }
    return sum;
  }
}
