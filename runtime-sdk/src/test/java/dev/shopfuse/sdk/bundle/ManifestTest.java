package dev.shopfuse.sdk.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopfuse.sdk.internal.JsonNode;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.Collections;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ManifestTest {
  @Test
  void builder_valuesBeyondTheBounds_areRefused() {
    Requirements needs = BundleFixture.requirements();
    assertThatThrownBy(() -> Manifest.builder("", 1, 0, needs)).hasMessageContaining("1 to 128");
    assertThatThrownBy(() -> Manifest.builder("m", 0, 0, needs))
        .hasMessageContaining("starts at 1");
    assertThatThrownBy(() -> Manifest.builder("m", 1, -1, needs)).hasMessageContaining("-1");
    assertThatThrownBy(() -> Manifest.builder("m", 1, 5, needs).expiresMillis(5))
        .hasMessageContaining("not after the creation");
    assertThat(Manifest.builder("m", 1, 5, needs).expiresMillis(6).expiresMillis).isEqualTo(6);
  }

  @Test
  void parse_versions_areComparedByNumber() {
    assertThat(SdkVersion.parse("0.10.0")).isGreaterThan(SdkVersion.parse("0.9.9"));
    assertThat(SdkVersion.parse("1.0.0")).isGreaterThan(SdkVersion.parse("0.99999.99999"));
    for (String bad : new String[] {"", "1", "1.2", "1.2.3.4", "1.2.x", "1..2", "1.2.-3"}) {
      assertThatThrownBy(() -> Requirements.of(bad, 7, 13, Collections.<String>emptyList()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("three numbers");
    }
  }

  @Property(tries = 300)
  void toJson_readAgain_isCanonical(@ForAll String name, @ForAll String key, @ForAll String value) {
    Assume.that(!name.isEmpty() && name.length() <= 128);
    ManifestBuilder builder =
        Manifest.builder(name, 1, 0, BundleFixture.requirements()).provenance(key, value);
    Manifest manifest =
        new Manifest(builder, String.format("%064x", 7), Collections.<ManifestEntry>emptyList());
    Manifest again = ManifestJson.read(JsonNode.parse(manifest.toJson()));
    assertThat(again.toJson()).isEqualTo(manifest.toJson());
    assertThat(again.provenance()).containsEntry(key, value);
  }

  @Test
  void sdkVersion_constant_isThatOfTheBuild() throws Exception {
    String pom = Files.readString(Paths.get("pom.xml"));
    assertThat(pom).contains("<version>" + BundleFormat.SDK_VERSION);
  }

  @Test
  void fromJson_goldenVectors_keepEveryBitOfAScore() {
    float[] scores = {Float.MIN_VALUE, 0.1f, 1f / 3, 0.99999994f};
    GoldenVectors again = GoldenVectors.fromJson(BundleFixture.golden(scores).toJson());
    assertThat(again.cases().get(0).scores()).isEqualTo(scores);
    assertThat(again.cases().get(0).itemVisits()).containsExactly("i1", "unheard of");
  }

  @Test
  void of_goldenScores_mustFitTheCandidates() {
    assertThatThrownBy(() -> BundleFixture.golden(1f, 2f))
        .hasMessageContaining("4 candidates and 2 scores");
    assertThatThrownBy(() -> BundleFixture.golden(1f, 2f, 3f, Float.NaN))
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> GoldenVectors.of(Collections.<GoldenCase>emptyList()))
        .hasMessageContaining("0 golden cases");
  }
}
