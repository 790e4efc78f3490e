package dev.shopfuse.sdk.bundle;

import com.grack.nanojson.JsonStringWriter;
import com.grack.nanojson.JsonWriter;
import dev.shopfuse.sdk.internal.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Requests with the scores they must give; a device computes them before it serves a model.
 * Immutable.
 */
public final class GoldenVectors {
  /** How far a score on the device may be from the golden one. */
  public static final float MAX_DIFFERENCE = 1e-4f;

  /** The most cases of one bundle. */
  public static final int MAX_CASES = 1_000;

  private final List<GoldenCase> cases;

  private GoldenVectors(List<GoldenCase> cases) {
    this.cases = Collections.unmodifiableList(new ArrayList<>(cases));
  }

  /**
   * Returns the vectors of these cases.
   *
   * @throws IllegalArgumentException unless there are 1 to {@link #MAX_CASES} cases
   */
  public static GoldenVectors of(List<GoldenCase> cases) {
    if (cases.isEmpty() || cases.size() > MAX_CASES) {
      throw new IllegalArgumentException(
          "There are " + cases.size() + " golden cases; allowed are 1 to " + MAX_CASES);
    }
    return new GoldenVectors(cases);
  }

  /**
   * Reads golden vectors.
   *
   * @throws IllegalArgumentException if the JSON holds none
   */
  public static GoldenVectors fromJson(String json) {
    List<GoldenCase> cases = new ArrayList<>();
    for (JsonNode node : JsonNode.parse(json).allow("cases").get("cases").elements()) {
      cases.add(readCase(node));
    }
    return of(cases);
  }

  private static GoldenCase readCase(JsonNode node) {
    node.allow("profile", "item_visits", "shop_visits", "candidates", "scores");
    Map<String, String> profile = new LinkedHashMap<>();
    JsonNode raw = node.get("profile");
    for (String column : raw.names()) {
      profile.put(column, raw.get(column).string());
    }
    List<JsonNode> numbers = node.get("scores").elements();
    float[] scores = new float[numbers.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (float) numbers.get(i).number();
    }
    return GoldenCase.of(
        profile,
        node.get("item_visits").strings(),
        node.get("shop_visits").strings(),
        node.get("candidates").strings(),
        scores);
  }

  /** Returns the vectors as JSON. */
  public String toJson() {
    JsonStringWriter json = JsonWriter.string().object().array("cases");
    for (GoldenCase golden : cases) {
      json.object().object("profile");
      for (Map.Entry<String, String> value : golden.profile().entrySet()) {
        json.value(value.getKey(), value.getValue());
      }
      json.end().array("item_visits", golden.itemVisits());
      json.array("shop_visits", golden.shopVisits()).array("candidates", golden.candidates());
      json.array("scores");
      for (float score : golden.scores()) {
        // As a double: its text gives back the very same float.
        json.value((double) score);
      }
      json.end().end();
    }
    return json.end().end().done();
  }

  /** Returns the cases. */
  public List<GoldenCase> cases() {
    return cases;
  }
}
