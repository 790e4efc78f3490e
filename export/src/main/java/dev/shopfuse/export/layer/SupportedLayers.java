package dev.shopfuse.export.layer;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.TreeMap;

/** Tells which layers of DL4J can be written, as the page {@code docs/supported-layers.md}. */
final class SupportedLayers {
  private static final Map<String, String> SECTIONS = new LinkedHashMap<>();

  static {
    SECTIONS.put("org.deeplearning4j.nn.conf.layers", "Layers");
    SECTIONS.put("org.deeplearning4j.nn.conf.ocnn", "Layers");
    SECTIONS.put("org.deeplearning4j.nn.conf.graph", "Vertices");
    SECTIONS.put("org.deeplearning4j.nn.conf.preprocessor", "Preprocessors");
    SECTIONS.put("dev.shopfuse", "Shopfuse's own");
  }

  private SupportedLayers() {}

  /** Returns the page, for these converters. */
  static String page(LayerConverters converters) {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # Layers that become ONNX

        Generated from the registry of converters; a test fails when this page is stale, and
        `mvn -pl export -am test -Dtest=SupportedLayersTest -Dshopfuse.docs.update=true
        -Dsurefire.failIfNoSpecifiedTests=false` writes it anew. Every converter is tried against DL4J on random weights.
        Dropout, noise, constraints, losses and updaters are for training; a network is written as it computes afterwards.

        """);
    for (String section : new LinkedHashSet<>(SECTIONS.values())) {
      page.append("## ").append(section).append("\n\n| | ONNX | but |\n|---|---|---|\n");
      rows(converters)
          .forEach(
              (name, row) -> {
                if (section(name).equals(section)) {
                  page.append(row);
                }
              });
      page.append('\n');
    }
    page.append("## Activations\n\n").append(String.join(", ", Activations.names())).append(".\n");
    Activations.refusals()
        .forEach((name, reason) -> page.append("\nNot %s: %s.\n".formatted(name, reason)));
    return page.toString();
  }

  private static Map<String, String> rows(LayerConverters converters) {
    Map<String, String> rows =
        new TreeMap<>(
            Comparator.comparing(SupportedLayers::simpleName)
                .thenComparing(Comparator.naturalOrder()));
    converters
        .limits()
        .forEach((layer, limits) -> rows.put(layer.getName(), row(layer, "yes", limits)));
    for (Class<?> layer : Refusals.layers()) {
      String reason = Refusals.reason(layer).orElseThrow();
      rows.put(layer.getName(), row(layer, "no", reason));
    }
    return rows;
  }

  private static String row(Class<?> layer, String answer, String remark) {
    return "| %s | %s | %s |\n".formatted(layer.getSimpleName(), answer, remark);
  }

  private static String simpleName(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static String section(String name) {
    for (var section : SECTIONS.entrySet()) {
      if (name.startsWith(section.getKey())) {
        return section.getValue();
      }
    }
    throw new IllegalStateException(name + " belongs to no section of the page.");
  }
}
