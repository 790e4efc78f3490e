package dev.shopfuse.sdk.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.shopfuse.sdk.internal.Envelope;
import dev.shopfuse.sdk.internal.JsonNode;
import dev.shopfuse.sdk.sign.SigningKey;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Signatures, good and bad. The names that start with "key" or "malformed" are those of the cases
 * in the conformance suite of the OpenSSF Model Signing specification.
 */
class BundleSignatureTest {
  private static final SigningKey KEY = SigningKey.generate();
  private static final BundleTrust TRUST = BundleTrust.pinned(KEY.publicKey());

  @TempDir Path folder;
  private File file;
  private Map<String, byte[]> entries;

  @BeforeEach
  void sign() throws IOException {
    file = folder.resolve("signed.shopfuse").toFile();
    entries = new LinkedHashMap<>(BundleFixture.entries(signed(KEY)));
  }

  private static byte[] signed(SigningKey key) {
    return BundleFixture.signed(
        BundleFixture.contents(new byte[] {1, 2, 3}, BundleFixture.golden(1, 1, 1, 1)),
        BundleFixture.manifest(),
        key);
  }

  private Throwable failure(BundleTrust trust) throws IOException {
    Files.write(file.toPath(), BundleFixture.zip(entries));
    return catchThrowable(() -> Bundle.open(file, trust));
  }

  private void edit(UnaryOperator<String> change) {
    String before = new String(entries.get("model.sig"), UTF_8);
    String after = change.apply(before);
    assertThat(after).isNotEqualTo(before);
    entries.put("model.sig", after.getBytes(UTF_8));
  }

  /** Changes the statement and signs it again with the right key: only its content is wrong. */
  private void editStatement(UnaryOperator<String> change) {
    String signature = new String(entries.get("model.sig"), UTF_8);
    JsonNode json = JsonNode.parse(signature).get("dsseEnvelope");
    String payload = json.get("payload").string();
    String before = new String(Base64.getDecoder().decode(payload), UTF_8);
    String after = change.apply(before);
    assertThat(after).isNotEqualTo(before);
    Envelope again = Envelope.sign("application/vnd.in-toto+json", after, KEY.privateKey());
    com.grack.nanojson.JsonStringWriter text = com.grack.nanojson.JsonWriter.string().object();
    text.value("mediaType", "application/vnd.dev.sigstore.bundle.v0.3+json");
    text.object("verificationMaterial").object("publicKey").value("hint", "").end().end();
    again.write(text.object("dsseEnvelope"));
    entries.put("model.sig", text.end().done().getBytes(UTF_8));
  }

  @Test
  void keySimple_pinnedKey_isAccepted() throws Exception {
    assertThat(failure(TRUST)).isNull();
    assertThat(failure(BundleTrust.pinned(SigningKey.generate().publicKey(), KEY.publicKey())))
        .isNull();
    assertThat(failure(BundleTrust.allowUnsignedForDevelopment())).isNull();
  }

  @Test
  void keySimpleWrongKey_isRefused() throws Exception {
    assertThat(failure(BundleTrust.pinned(SigningKey.generate().publicKey())))
        .isInstanceOf(UntrustedBundleException.class)
        .hasMessageContaining("signed by none of the 1 pinned keys");
  }

  @Test
  void keySimpleNoSignature_isRefusedUnlessForDevelopment() throws Exception {
    entries.remove("model.sig");
    assertThat(failure(TRUST))
        .isInstanceOf(UntrustedBundleException.class)
        .hasMessageContaining("is not signed");
    assertThat(failure(BundleTrust.allowUnsignedForDevelopment())).isNull();
  }

  @Test
  void keySimpleEmptySignatures_isRefused() throws Exception {
    edit(text -> text.replaceFirst("\"signatures\":\\[[^]]*]", "\"signatures\":[]"));
    assertThat(failure(TRUST)).isInstanceOf(UntrustedBundleException.class);
  }

  @Test
  void keySimpleTamperedContent_isRefused() throws Exception {
    entries.put("model.onnx", new byte[] {1, 2, 4});
    assertThat(failure(TRUST)).isInstanceOf(CorruptBundleException.class);
  }

  /**
   * Whoever changes a file can change its digest in the manifest, but then the signature breaks.
   */
  @Test
  void keySimpleTamperedContentAndManifest_isRefused() throws Exception {
    byte[] signature = entries.get("model.sig");
    byte[] other =
        BundleFixture.bytes(
            BundleFixture.contents(new byte[] {1, 2, 4}, BundleFixture.golden(1, 1, 1, 1)),
            BundleFixture.manifest());
    entries = new LinkedHashMap<>(BundleFixture.entries(other));
    entries.put("model.sig", signature);
    assertThat(failure(TRUST))
        .isInstanceOf(UntrustedBundleException.class)
        .hasMessageContaining("that of other files");
  }

  @Test
  void keySimpleExtraFile_isRefused() throws Exception {
    byte[] signature = entries.remove("model.sig");
    entries.put("vocabulary/extra.txt", new byte[] {'x', '\n'});
    entries.put("model.sig", signature);
    assertThat(failure(TRUST)).isInstanceOf(CorruptBundleException.class);
  }

  @Test
  void keySimpleMissingFile_isRefused() throws Exception {
    entries.remove("golden.json");
    assertThat(failure(TRUST)).isInstanceOf(CorruptBundleException.class);
  }

  @Test
  void keySimpleWrongMediatype_isRefused() throws Exception {
    edit(text -> text.replace("bundle.v0.3", "bundle.v0.1"));
    assertThat(failure(TRUST))
        .isInstanceOf(CorruptBundleException.class)
        .hasMessageContaining("mediaType");
  }

  @Test
  void keySimpleWrongPayloadType_isRefused() throws Exception {
    edit(text -> text.replace("application/vnd.in-toto+json", "application/octet-stream"));
    assertThat(failure(TRUST)).hasMessageContaining("payloadType");
  }

  @Test
  void keySimpleWrongStatementType_isRefused() throws Exception {
    editStatement(text -> text.replace("Statement/v1", "Statement/v0.1"));
    assertThat(failure(TRUST)).hasMessageContaining("_type");
  }

  @Test
  void malformedWrongPredicate_isRefused() throws Exception {
    editStatement(text -> text.replace("signature/v1.0", "signature/v9.0"));
    assertThat(failure(TRUST)).hasMessageContaining("predicateType");
  }

  @Test
  void keySimpleMissingSerialization_isRefused() throws Exception {
    editStatement(text -> text.replace("\"serialization\"", "\"serialisation\""));
    assertThat(failure(TRUST)).hasMessageContaining("serialization");
  }

  @Test
  void keySimpleEmptyResources_isRefused() throws Exception {
    editStatement(text -> text.replaceFirst("\"resources\":\\[[^]]*]", "\"resources\":[]"));
    assertThat(failure(TRUST)).hasMessageContaining("0 files");
  }

  @Test
  void keySimpleWrongRootDigest_isRefused() throws Exception {
    editStatement(
        text -> text.replaceFirst("\"sha256\":\"[0-9a-f]{64}", "\"sha256\":\"" + "0".repeat(64)));
    assertThat(failure(TRUST)).hasMessageContaining("sha256");
  }

  @Test
  void malformedBundles_areRefused() throws Exception {
    byte[] good = entries.get("model.sig");
    for (String text :
        new String[] {
          "",
          "{\"garbage\": true}",
          new String(good, UTF_8).substring(0, 100),
          "{\"mediaType\":\"application/vnd.dev.sigstore.bundle.v0.3+json\","
              + "\"verificationMaterial\":{\"publicKey\":{\"hint\":\"\"},\"tlogEntries\":[]}}"
        }) {
      entries.put("model.sig", text.getBytes(UTF_8));
      assertThat(failure(TRUST)).as(text).isInstanceOf(CorruptBundleException.class);
    }
  }

  @Test
  void verify_seventeenSignatures_isRefusedBeforeAnyIsTried() throws Exception {
    String one = "{\"sig\":\"AAAA\"},";
    edit(text -> text.replace("\"signatures\":[", "\"signatures\":[" + one.repeat(15)));
    assertThat(failure(TRUST)).isNull();
    edit(text -> text.replace("\"signatures\":[", "\"signatures\":[" + one));
    assertThat(failure(TRUST)).hasMessageContaining("at most 16 signatures");
  }

  @Test
  void verify_zerosForASignature_isRefused() throws Exception {
    String zeros = Base64.getEncoder().encodeToString(new byte[] {0x30, 6, 2, 1, 0, 2, 1, 0});
    edit(text -> text.replaceFirst("\"sig\":\"[^\"]*\"", "\"sig\":\"" + zeros + "\""));
    assertThat(failure(TRUST)).isInstanceOf(UntrustedBundleException.class);
  }

  /** Signing for one type of payload is not signing for another. */
  @Test
  void verify_signatureOfAnotherPayloadType_isRefused() throws Exception {
    String payload =
        JsonNode.parse(new String(entries.get("model.sig"), UTF_8))
            .get("dsseEnvelope")
            .get("payload")
            .string();
    String statement = new String(Base64.getDecoder().decode(payload), UTF_8);
    com.grack.nanojson.JsonStringWriter other = com.grack.nanojson.JsonWriter.string().object();
    Envelope.sign("application/other", statement, KEY.privateKey()).write(other.object("e"));
    String sig =
        JsonNode.parse(other.end().done())
            .get("e")
            .get("signatures")
            .elements()
            .get(0)
            .get("sig")
            .string();
    edit(
        text ->
            text.replaceFirst("\"sig\":\"[^\"]*\"", "\"sig\":\"" + sig.replace("$", "") + "\""));
    assertThat(failure(TRUST)).isInstanceOf(UntrustedBundleException.class);
  }

  @Test
  void open_everyFifthByteOfASignedBundleChanged_isRefused() throws Exception {
    byte[] bytes = signed(KEY);
    Files.write(file.toPath(), bytes);
    try (RandomAccessFile patched = new RandomAccessFile(file, "rw")) {
      for (int position = 0; position < bytes.length; position += 5) {
        patched.seek(position);
        patched.write(bytes[position] ^ 0x01);
        assertThat(catchThrowable(() -> Bundle.open(file, TRUST)))
            .as("byte %d", position)
            .isInstanceOf(BundleException.class);
        patched.seek(position);
        patched.write(bytes[position]);
      }
    }
    Bundle.open(file, TRUST);
  }

  @Test
  void sign_bundleOfAnotherKey_changesTheSignatureAlone() throws Exception {
    Files.write(file.toPath(), signed(SigningKey.generate()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BundleSigner.sign(file, KEY, out);
    Map<String, byte[]> after = BundleFixture.entries(out.toByteArray());
    assertThat(after.keySet()).containsExactlyElementsOf(entries.keySet());
    for (String name : after.keySet()) {
      if (!name.equals("model.sig")) {
        assertThat(after.get(name)).isEqualTo(entries.get(name));
      }
    }
    Files.write(file.toPath(), out.toByteArray());
    Bundle.open(file, TRUST);
  }

  @Test
  void pinned_noKey_isRefused() {
    assertThatThrownBy(() -> BundleTrust.pinned())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no key to pin");
  }
}
