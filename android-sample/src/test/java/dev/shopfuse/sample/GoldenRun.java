package dev.shopfuse.sample;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.json.JSONArray;
import org.json.JSONException;
import org.json.JSONObject;

/**
 * What {@code shopfuse rank} says on a desktop for the same bundle and visits. It is made by {@code
 * android-sample/make-assets}, together with the bundle.
 */
final class GoldenRun {
  /** The items looked at in the second run. */
  static final String[] ITEMS = {"i00003", "i00011", "i00019"};

  /** The shop and the item visited after them in the third run. */
  static final String SHOP = "s0035";

  static final String LAST_ITEM = "i00005";

  private final List<List<String>> shops = new ArrayList<>();
  private final List<List<Double>> scores = new ArrayList<>();

  GoldenRun() throws IOException, JSONException {
    try (InputStream in = GoldenRun.class.getResourceAsStream("/golden-run.jsonl")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().toList()) {
        read(new JSONObject(line).getJSONArray("shops"));
      }
    }
  }

  private void read(JSONArray ranking) throws JSONException {
    List<String> ids = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < ranking.length(); i++) {
      ids.add(ranking.getJSONObject(i).getString("id"));
      values.add(ranking.getJSONObject(i).getDouble("score"));
    }
    shops.add(ids);
    scores.add(values);
  }

  /** Returns all shops, the best first, of the run without visits (0), with items (1), more (2). */
  List<String> shops(int run) {
    return shops.get(run);
  }

  double score(int run, int place) {
    return scores.get(run).get(place);
  }
}
