package dev.shopfuse.training.baseline;

import dev.shopfuse.training.InputException;
import dev.shopfuse.training.config.Settings;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.feature.FeatureFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A row of the baseline table. Networks are the configuration at hand with some settings of their
 * own and nothing else changed. Immutable.
 *
 * @param label the name in tables and JSON, such as {@code shop_only}
 * @param description what it is, in a few words
 * @param kind how it ranks
 * @param settings what sets a network apart, later ones winning over earlier ones
 */
public record Baseline(String label, String description, Kind kind, List<Settings> settings) {

  /** How a row ranks. */
  public enum Kind {
    POPULARITY,
    ITEM_TO_SHOP,
    SHOP_KNN,
    ITEM_KNN,
    MATRIX_FACTORISATION,
    NETWORK,
    /** A network that sees no item at all, neither as a sample nor as a feature. */
    NETWORK_WITHOUT_ITEMS
  }

  public static final Baseline POPULARITY =
      ranker(Kind.POPULARITY, "most visited shops, the same for everyone");
  public static final Baseline ITEM_TO_SHOP =
      ranker(Kind.ITEM_TO_SHOP, "shops that sell most of the items the user visited");
  public static final Baseline SHOP_KNN =
      ranker(Kind.SHOP_KNN, "shops visited by those who visited the user's shops");
  public static final Baseline ITEM_KNN =
      ranker(Kind.ITEM_KNN, "shops visited by those who visited the user's shops and items");
  public static final Baseline MATRIX_FACTORISATION =
      ranker(Kind.MATRIX_FACTORISATION, "users and shops as vectors, trained by BPR");
  public static final Baseline SHOP_ONLY =
      new Baseline(
          "shop_only",
          "one tower without any item information",
          Kind.NETWORK_WITHOUT_ITEMS,
          List.of(
              Settings.of(
                  "loss.item_weight: 0",
                  "model.superposition.direction: none",
                  "model.match_counts: false")));
  public static final Baseline HISTORIES =
      network(
          "histories",
          "one tower that sees every item visit in its history",
          "loss.item_weight: 0",
          "model.superposition.direction: none");
  public static final Baseline SHARED =
      network(
          "shared",
          "both towers on shared embeddings, nothing superposed",
          "model.superposition.direction: none");
  public static final Baseline PLAIN =
      superposed(
          "plain", "plain superposition from items to shops", "item_to_shop", "plain", "mean");
  public static final Baseline SCALED =
      superposed("scaled", "a learned scalar a layer", "item_to_shop", "scaled", "mean");
  public static final Baseline PROJECTED =
      superposed("projected", "a learned matrix a layer", "item_to_shop", "projected", "mean");
  public static final Baseline GATED =
      superposed("gated", "a learned gate a layer", "item_to_shop", "gated", "mean");
  public static final Baseline ATTENTION =
      superposed(
          "attention",
          "plain, item samples pooled by attention on the shop",
          "item_to_shop",
          "plain",
          "attention");
  public static final Baseline SHOP_TO_ITEM =
      superposed(
          "shop_to_item",
          "plain superposition from shops to items",
          "shop_to_item",
          "plain",
          "mean");
  public static final Baseline BOTH =
      superposed("both", "plain superposition in both directions", "both", "plain", "mean");
  public static final Baseline FUSED =
      new Baseline("fused", "the configuration as it stands", Kind.NETWORK, List.of());

  /** All rows that need no settings of a user, from the simplest on. */
  public static final List<Baseline> ALL =
      List.of(
          POPULARITY,
          ITEM_TO_SHOP,
          SHOP_KNN,
          ITEM_KNN,
          MATRIX_FACTORISATION,
          SHOP_ONLY,
          HISTORIES,
          SHARED,
          PLAIN,
          SCALED,
          PROJECTED,
          GATED,
          ATTENTION,
          SHOP_TO_ITEM,
          BOTH,
          FUSED);

  public Baseline {
    settings = List.copyOf(settings);
  }

  private static Baseline ranker(Kind kind, String description) {
    return new Baseline(kind.name().toLowerCase(Locale.ROOT), description, kind, List.of());
  }

  private static Baseline network(String label, String description, String... settings) {
    return new Baseline(label, description, Kind.NETWORK, List.of(Settings.of(settings)));
  }

  private static Baseline superposed(
      String label, String description, String direction, String variant, String pooling) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "model.superposition.direction: " + direction,
                "model.superposition.variant: " + variant,
                "model.superposition.pooling: " + pooling));
    if (!variant.equals("projected")) {
      // The configuration may have a penalty on a matrix that this row does not have.
      settings.add("model.superposition.l1: 0");
    }
    return network(label, description, settings.toArray(String[]::new));
  }

  /**
   * Returns the row with this label.
   *
   * @throws InputException if there is none
   */
  public static Baseline of(String label) {
    return of(label, ALL);
  }

  /**
   * Returns the row with this label among some rows.
   *
   * @throws InputException if there is none
   */
  public static Baseline of(String label, List<Baseline> rows) {
    return find(label, rows)
        .orElseThrow(
            () ->
                new InputException(
                    "There is no row \"%s\" in the baseline table; there are %s."
                        .formatted(
                            label,
                            String.join(", ", rows.stream().map(Baseline::label).toList()))));
  }

  private static Optional<Baseline> find(String label, List<Baseline> rows) {
    return rows.stream().filter(baseline -> baseline.label.equals(label)).findFirst();
  }

  /**
   * Returns a network with settings of its own: the row with this label, if there is one, else a
   * new row that is the configuration with these settings.
   *
   * @param source names the settings
   * @throws InputException if the row with this label is no network
   */
  public static Baseline withSettings(String label, String source, Settings own) {
    Baseline row =
        find(label, ALL).orElse(new Baseline(label, "the configuration", Kind.NETWORK, List.of()));
    if (!row.isNetwork()) {
      throw new InputException(
          "Row %s is no network and takes no settings; give them to %s, or to a name of your own."
              .formatted(label, SHOP_ONLY.label));
    }
    // What sets the row apart comes last: with whatever settings, it stays what it is called.
    List<Settings> settings = new ArrayList<>(List.of(own));
    settings.addAll(row.settings);
    return new Baseline(
        label, row.description + ", with the settings of " + source, row.kind, settings);
  }

  /** Returns whether a user gave it settings of its own, which its description names. */
  public boolean hasOwnSettings() {
    return !ALL.contains(this);
  }

  /** Returns whether it is a network, trained with the settings of the configuration. */
  public boolean isNetwork() {
    return kind == Kind.NETWORK || kind == Kind.NETWORK_WITHOUT_ITEMS;
  }

  /** Returns whether its figures depend on a seed. */
  public boolean hasSeed() {
    return isNetwork() || kind == Kind.MATRIX_FACTORISATION;
  }

  /**
   * Returns what it is trained with.
   *
   * @throws InputException if the configuration cannot be trained so
   */
  public TrainingConfig configuration(TrainingConfig config) {
    return changes().apply("row " + label, config);
  }

  /** Returns all that sets it apart from a configuration; what it is called by comes last. */
  public Settings changes() {
    return settings.stream().reduce(Settings.of(), Settings::then);
  }

  /** Returns the features that it sees. */
  public FeatureFile features(FeatureFile features) {
    return kind == Kind.NETWORK_WITHOUT_ITEMS ? ShopOnlyFeatures.of(features) : features;
  }
}
