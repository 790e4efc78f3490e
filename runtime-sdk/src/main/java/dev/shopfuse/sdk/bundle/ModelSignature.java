package dev.shopfuse.sdk.bundle;

import com.grack.nanojson.JsonStringWriter;
import com.grack.nanojson.JsonWriter;
import dev.shopfuse.sdk.internal.Envelope;
import dev.shopfuse.sdk.internal.Hex;
import dev.shopfuse.sdk.internal.JsonNode;
import dev.shopfuse.sdk.internal.Sha256;
import dev.shopfuse.sdk.sign.PublicKeys;
import dev.shopfuse.sdk.sign.SigningKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code model.sig}: an OpenSSF Model Signing 1.0 signature by a key, so that the public tool
 * {@code model_signing verify key} accepts it on the unzipped bundle. A Sigstore bundle 0.3 holds a
 * DSSE envelope, that holds an in-toto statement, that lists the SHA-256 of every file. Immutable.
 */
final class ModelSignature {
  private static final String BUNDLE_TYPE = "application/vnd.dev.sigstore.bundle.v0.3+json";
  private static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";
  private static final String STATEMENT_TYPE = "https://in-toto.io/Statement/v1";
  private static final String PREDICATE_TYPE = "https://model_signing/signature/v1.0";

  private final Envelope envelope;
  private final SortedMap<String, String> digests;

  private ModelSignature(Envelope envelope, SortedMap<String, String> digests) {
    this.envelope = envelope;
    this.digests = digests;
  }

  /** Returns the JSON of a signature over files, given by name and SHA-256. */
  static String sign(String modelName, Map<String, String> digests, SigningKey key) {
    String statement = statement(modelName, new TreeMap<>(digests));
    JsonStringWriter json = JsonWriter.string().object();
    json.value("mediaType", BUNDLE_TYPE).object("verificationMaterial");
    json.object("publicKey").value("hint", PublicKeys.fingerprint(key.publicKey())).end();
    json.array("tlogEntries").end().end();
    Envelope.sign(PAYLOAD_TYPE, statement, key.privateKey()).write(json.object("dsseEnvelope"));
    return json.end().done();
  }

  private static String statement(String modelName, SortedMap<String, String> digests) {
    JsonStringWriter json = JsonWriter.string().object();
    json.value("_type", STATEMENT_TYPE).array("subject").object().value("name", modelName);
    json.object("digest").value("sha256", root(digests.values())).end().end().end();
    json.value("predicateType", PREDICATE_TYPE).object("predicate").array("resources");
    for (Map.Entry<String, String> file : digests.entrySet()) {
      json.object().value("name", file.getKey()).value("algorithm", "sha256");
      json.value("digest", file.getValue()).end();
    }
    json.end().object("serialization").value("method", "files").value("hash_type", "sha256");
    json.value("allow_symlinks", false);
    json.array("ignore_paths").value(BundleFormat.SIGNATURE).end();
    return json.end().end().end().done();
  }

  /** The digest of the model as a whole: that of all digests, one after the other. */
  private static String root(Iterable<String> digests) {
    Sha256 root = new Sha256();
    for (String digest : digests) {
      root.add(Hex.decode(digest));
    }
    return root.hex();
  }

  /**
   * Reads a signature, without asking whose it is.
   *
   * @throws IllegalArgumentException if it is none by a key, or contradicts itself
   */
  static ModelSignature read(String text) {
    JsonNode json = JsonNode.parse(text);
    expect(json.get("mediaType"), BUNDLE_TYPE);
    json.get("verificationMaterial").get("publicKey").names();
    Envelope envelope = Envelope.read(json.get("dsseEnvelope"), PAYLOAD_TYPE);
    JsonNode statement = JsonNode.parse(envelope.text());
    expect(statement.get("_type"), STATEMENT_TYPE);
    expect(statement.get("predicateType"), PREDICATE_TYPE);
    JsonNode predicate = statement.get("predicate");
    expect(predicate.get("serialization").get("method"), "files");
    expect(predicate.get("serialization").get("hash_type"), "sha256");
    return new ModelSignature(envelope, readDigests(statement, predicate.get("resources")));
  }

  private static SortedMap<String, String> readDigests(JsonNode statement, JsonNode resources) {
    SortedMap<String, String> digests = new TreeMap<>();
    List<String> inOrder = new ArrayList<>();
    for (JsonNode resource : resources.elements()) {
      expect(resource.get("algorithm"), "sha256");
      String digest = ManifestJson.readDigest(resource.get("digest"));
      inOrder.add(digest);
      if (digests.put(resource.get("name").string(), digest) != null) {
        throw resource.get("name").wrong("each file once");
      }
    }
    List<JsonNode> subjects = statement.get("subject").elements();
    if (subjects.size() != 1 || digests.isEmpty()) {
      throw new IllegalArgumentException(
          "The signature has " + subjects.size() + " subjects and " + digests.size() + " files");
    }
    expect(subjects.get(0).get("digest").get("sha256"), root(inOrder));
    return digests;
  }

  private static void expect(JsonNode node, String value) {
    if (!node.string().equals(value)) {
      throw node.wrong("\"" + value + "\"");
    }
  }

  /** Returns whether one of the pinned keys made this signature, or any will do. */
  boolean isBy(BundleTrust trust) {
    return trust.isUnsignedAllowed() || envelope.signer(trust.keys()) != null;
  }

  /** Returns the SHA-256 of every signed file by its name. */
  SortedMap<String, String> digests() {
    return digests;
  }
}
