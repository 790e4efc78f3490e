package dev.shopfuse.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shopfuse.sdk.bundle.Bundle;
import dev.shopfuse.sdk.bundle.Manifest;
import dev.shopfuse.sdk.bundle.ManifestEntry;
import dev.shopfuse.sdk.bundle.Requirements;
import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.sdk.feature.TableSpec;
import java.time.Instant;
import java.util.Locale;

/**
 * What {@code inspect} tells of a bundle but for its graph, for people and for programs.
 *
 * @param bundle a bundle whose every check has passed but the golden vectors
 */
record BundleCard(Bundle bundle) {

  void tell(Output output) {
    Manifest manifest = bundle.manifest();
    output.say("%s, version %d", manifest.name(), manifest.version());
    output.say("  created   %s", Instant.ofEpochMilli(manifest.createdMillis()));
    output.say("  expires   %s", expiry(manifest));
    output.say("  tasks     %s", String.join(", ", manifest.tasks()));
    output.say("  schema    %s", manifest.schema());
    Requirements needs = manifest.requirements();
    output.say(
        "  needs     SDK %s, ONNX IR %d, opset %d with %s",
        needs.sdkVersion(), needs.irVersion(), needs.opset(), String.join(", ", needs.operators()));
    output.say("  knows     %,d items, %,d shops", bundle.items().size() - 2, shops());
    output.say("Entries, with intact digests");
    for (ManifestEntry entry : manifest.entries()) {
      output.say("  %-28s %,12d bytes", entry.name(), entry.bytes());
    }
    output.say("Features");
    for (Feature feature : bundle.contract().features()) {
      output.say(
          "  %-5s %-20s %-9s %s",
          lower(feature.side()), feature.name(), lower(feature.kind()), tableOf(feature));
    }
    output.say("Tables");
    for (TableSpec table : bundle.contract().tables()) {
      output.say("  %-20s %,9d rows of %d", table.name(), table.rows(), table.width());
    }
    output.say("Golden vectors: %d requests", bundle.golden().cases().size());
    output.say("Provenance");
    manifest.provenance().forEach((key, value) -> output.say("  %-20s %s", key, value));
  }

  ObjectNode json() {
    Manifest manifest = bundle.manifest();
    ObjectNode object = new JsonMapper().createObjectNode();
    object.put("name", manifest.name()).put("version", manifest.version());
    object.put("created", Instant.ofEpochMilli(manifest.createdMillis()).toString());
    object.put("expires", expiry(manifest)).put("schema", manifest.schema());
    manifest.tasks().forEach(object.putArray("tasks")::add);
    object.put("items", bundle.items().size() - 2).put("shops", shops());
    for (ManifestEntry entry : manifest.entries()) {
      object.withArray("entries").addObject().put("name", entry.name()).put("bytes", entry.bytes());
    }
    for (Feature feature : bundle.contract().features()) {
      object
          .withArray("features")
          .addObject()
          .put("name", feature.name())
          .put("side", lower(feature.side()))
          .put("kind", lower(feature.kind()));
    }
    for (TableSpec table : bundle.contract().tables()) {
      object
          .withArray("tables")
          .addObject()
          .put("name", table.name())
          .put("rows", table.rows())
          .put("width", table.width());
    }
    object.put("golden_cases", bundle.golden().cases().size());
    manifest.provenance().forEach(object.putObject("provenance")::put);
    return object;
  }

  private int shops() {
    return bundle.shops().size() - 2;
  }

  private static String expiry(Manifest manifest) {
    return manifest.expiresMillis() == Manifest.NEVER
        ? "never"
        : Instant.ofEpochMilli(manifest.expiresMillis()).toString();
  }

  private static String tableOf(Feature feature) {
    return feature.table() == null ? "" : "table " + feature.table();
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
