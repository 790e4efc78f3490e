package dev.shopfuse.sdk.bundle;

import com.grack.nanojson.JsonStringWriter;
import com.grack.nanojson.JsonWriter;
import dev.shopfuse.sdk.internal.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The manifest as JSON. */
final class ManifestJson {
  private ManifestJson() {}

  static String write(Manifest manifest) {
    JsonStringWriter json = JsonWriter.indent("  ").string();
    json.object().value("format", BundleFormat.NEWEST_FORMAT);
    json.value("name", manifest.name()).value("version", manifest.version());
    json.value("created_millis", manifest.createdMillis());
    if (manifest.expiresMillis() != Manifest.NEVER) {
      json.value("expires_millis", manifest.expiresMillis());
    }
    json.value("schema", manifest.schema()).array("tasks", manifest.tasks());
    Requirements needs = manifest.requirements();
    json.object("requires").value("sdk", needs.sdkVersion()).value("ir", needs.irVersion());
    json.value("opset", needs.opset()).array("operators", needs.operators()).end();
    json.array("entries");
    for (ManifestEntry entry : manifest.entries()) {
      json.object().value("name", entry.name()).value("bytes", entry.bytes());
      json.value("sha256", entry.sha256()).end();
    }
    json.end().object("provenance");
    for (Map.Entry<String, String> fact : manifest.provenance().entrySet()) {
      json.value(fact.getKey(), fact.getValue());
    }
    return json.end().end().done();
  }

  /** Reads the format alone: a manifest of another format may look different everywhere else. */
  static long readFormat(JsonNode json) {
    return json.get("format").integer(1, Integer.MAX_VALUE);
  }

  static Manifest read(JsonNode json) {
    json.allow(
        "format",
        "name",
        "version",
        "created_millis",
        "expires_millis",
        "schema",
        "tasks",
        "requires",
        "entries",
        "provenance");
    ManifestBuilder builder =
        Manifest.builder(
            json.get("name").string(),
            json.get("version").integer(1, Long.MAX_VALUE),
            json.get("created_millis").integer(0, Long.MAX_VALUE),
            readRequirements(json.get("requires")));
    if (json.find("expires_millis") != null) {
      builder.expiresMillis(json.get("expires_millis").integer(0, Long.MAX_VALUE));
    }
    builder.tasks = json.get("tasks").strings();
    JsonNode provenance = json.get("provenance");
    for (String key : provenance.names()) {
      builder.provenance(key, provenance.get(key).string());
    }
    return new Manifest(builder, readDigest(json.get("schema")), readEntries(json.get("entries")));
  }

  private static Requirements readRequirements(JsonNode json) {
    json.allow("sdk", "ir", "opset", "operators");
    return Requirements.of(
        json.get("sdk").string(),
        (int) json.get("ir").integer(1, Integer.MAX_VALUE),
        (int) json.get("opset").integer(1, Integer.MAX_VALUE),
        json.get("operators").strings());
  }

  private static List<ManifestEntry> readEntries(JsonNode json) {
    List<ManifestEntry> entries = new ArrayList<>();
    for (JsonNode node : json.elements()) {
      node.allow("name", "bytes", "sha256");
      entries.add(
          new ManifestEntry(
              node.get("name").string(),
              node.get("bytes").integer(0, BundleFormat.MAX_BUNDLE_BYTES),
              readDigest(node.get("sha256"))));
    }
    return entries;
  }

  static String readDigest(JsonNode node) {
    String digest = node.string();
    if (!digest.matches("[0-9a-f]{64}")) {
      throw node.wrong("64 hex digits");
    }
    return digest;
  }
}
