package dev.shopfuse.training.baseline;

import dev.shopfuse.training.InputException;
import dev.shopfuse.training.config.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A row of the baseline table, from the simplest on.
 *
 * <p>Trained networks are the configuration at hand with some {@link #settings} of their own and
 * nothing else changed.
 */
public enum Baseline {
  POPULARITY("most visited shops, the same for everyone"),
  ITEM_TO_SHOP("shops that sell most of the items the user visited"),
  SHOP_KNN("shops visited by those who visited the user's shops"),
  ITEM_KNN("shops visited by those who visited the user's shops and items"),
  MATRIX_FACTORISATION("users and shops as vectors, trained by BPR"),
  SHOP_ONLY(
      "one tower without any item information",
      "loss.item_weight: 0",
      "model.superposition.direction: none",
      "model.match_counts: false"),
  HISTORIES(
      "one tower that sees every item visit in its history",
      "loss.item_weight: 0",
      "model.superposition.direction: none"),
  SHARED(
      "both towers on shared embeddings, nothing superposed",
      "model.superposition.direction: none"),
  PLAIN("plain superposition from items to shops", superposition("item_to_shop", "plain", "mean")),
  SCALED("a learned scalar a layer", superposition("item_to_shop", "scaled", "mean")),
  PROJECTED("a learned matrix a layer", superposition("item_to_shop", "projected", "mean")),
  GATED("a learned gate a layer", superposition("item_to_shop", "gated", "mean")),
  ATTENTION(
      "plain, item samples pooled by attention on the shop",
      superposition("item_to_shop", "plain", "attention")),
  SHOP_TO_ITEM(
      "plain superposition from shops to items", superposition("shop_to_item", "plain", "mean")),
  BOTH("plain superposition in both directions", superposition("both", "plain", "mean")),
  FUSED("the configuration as it stands", new String[0]);

  private final String description;
  private final boolean trained;
  private final String settings;

  Baseline(String description) {
    this.description = description;
    this.trained = false;
    this.settings = "{}";
  }

  Baseline(String description, String... settings) {
    this.description = description;
    this.trained = true;
    this.settings = settings.length == 0 ? "{}" : String.join("\n", settings);
  }

  private static String[] superposition(String direction, String variant, String pooling) {
    return new String[] {
      "model.superposition.direction: " + direction,
      "model.superposition.variant: " + variant,
      "model.superposition.pooling: " + pooling
    };
  }

  /**
   * Returns the row with this label.
   *
   * @throws InputException if there is none
   */
  public static Baseline of(String label) {
    return Arrays.stream(values())
        .filter(baseline -> baseline.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "There is no row \"%s\" in the baseline table; there are %s."
                        .formatted(label, String.join(", ", labels()))));
  }

  /** Returns the labels of all rows. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(Baseline::label).toList();
  }

  /** Returns the name in tables and JSON, such as {@code shop_only}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns what it is, in a few words. */
  public String description() {
    return description;
  }

  /** Returns whether it is a network, trained with the settings of the configuration. */
  public boolean isNetwork() {
    return trained;
  }

  /** Returns whether its figures depend on a seed. */
  public boolean hasSeed() {
    return trained || this == MATRIX_FACTORISATION;
  }

  /** Returns what sets a network apart from the configuration. */
  public Settings settings() {
    return Settings.of(settings);
  }

  /** Returns whether no item is seen at all, neither as a sample nor as a feature. */
  boolean isWithoutItems() {
    return this == SHOP_ONLY;
  }
}
