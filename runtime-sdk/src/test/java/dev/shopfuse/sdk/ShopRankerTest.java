package dev.shopfuse.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.shopfuse.sdk.bundle.BundleContents;
import dev.shopfuse.sdk.bundle.BundleException;
import dev.shopfuse.sdk.bundle.BundleFixture;
import dev.shopfuse.sdk.bundle.BundleTrust;
import dev.shopfuse.sdk.bundle.CorruptBundleException;
import dev.shopfuse.sdk.bundle.GoldenCase;
import dev.shopfuse.sdk.bundle.GoldenVectors;
import dev.shopfuse.sdk.bundle.IncompatibleBundleException;
import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.sdk.feature.ContextEncoder;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.SampleMarket;
import dev.shopfuse.sdk.feature.UserContext;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopRankerTest {
  private static final float CLOSE = 1e-6f;

  @TempDir Path directory;
  private final TinyModel model = new TinyModel();
  private final FeatureContract contract = SampleMarket.contract();
  private final Catalogue items = SampleMarket.items(contract);
  private final Catalogue shops = SampleMarket.shops(contract);

  private File write(byte[] bundle) throws IOException {
    return Files.write(directory.resolve("tiny.shopfuse"), bundle).toFile();
  }

  private ShopRanker open() throws BundleException, IOException {
    return ShopRanker.open(
        write(BundleFixture.bytes(model.bytes(), golden(0))),
        BundleTrust.allowUnsignedForDevelopment());
  }

  /** The case of the fixture, computed in plain Java. */
  private GoldenVectors golden(float error) {
    float[] scores = expected(SampleMarket.profile(), new int[] {2, 0}, new int[] {3}, 2, 3, 4, 5);
    scores[2] += error;
    return BundleFixture.golden(scores);
  }

  private float[] expected(
      Map<String, String> profile, int[] itemVisits, int[] shopVisits, int... candidates) {
    UserContext context =
        new ContextEncoder(contract, items, shops).encode(profile, itemVisits, shopVisits);
    float[] scores = new float[candidates.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = model.score(context, items, shops, candidates[i], 2);
    }
    return scores;
  }

  private static RankRequestBuilder request() {
    return RankRequest.forUser(SampleMarket.profile())
        .visits(
            Arrays.asList(
                Visit.toItem("i3", 30),
                Visit.toItem("i1", 10),
                Visit.toShop("s3", 25),
                Visit.toItem("i2", 20),
                Visit.toItem("never seen", 40)));
  }

  @Test
  void score_visits_equalsTheFormula() throws Exception {
    try (ShopRanker ranker = open()) {
      float[] scores = ranker.score(request().candidates(Arrays.asList("s4", "s1", "s2")).build());
      float[] expected =
          expected(SampleMarket.profile(), new int[] {2, 3, 4, 0}, new int[] {4}, 5, 2, 3);
      assertThat(scores).hasSize(3);
      for (int i = 0; i < scores.length; i++) {
        assertThat(scores[i]).isCloseTo(expected[i], within(CLOSE));
      }
    }
  }

  @Test
  void rank_allShops_isSortedAndLimited() throws Exception {
    try (ShopRanker ranker = open()) {
      List<RankedShop> all = ranker.rank(request().allShops().build()).shops();
      assertThat(all).hasSize(4);
      for (int i = 1; i < all.size(); i++) {
        assertThat(all.get(i - 1).score()).isGreaterThanOrEqualTo(all.get(i).score());
      }
      assertThat(ranker.rank(request().allShops().limit(2).build()).shops())
          .isEqualTo(all.subList(0, 2));
      assertThat(ranker.shopIds()).containsExactly("s1", "s2", "s3", "s4");
      assertThat(ranker.profileColumns()).containsExactly("age", "city", "income", "interests");
      assertThat(ranker.manifest().version()).isEqualTo(3);
    }
  }

  @Test
  void rank_nothingKnown_stillRanks() throws Exception {
    try (ShopRanker ranker = open()) {
      RankRequest request =
          RankRequest.forUser(Collections.<String, String>emptyMap()).allShops().build();
      assertThat(ranker.rank(request).shops()).hasSize(4);
      RankRequest none = request().candidates(Collections.<String>emptyList()).build();
      assertThat(ranker.rank(none).shops()).isEmpty();
    }
  }

  @Test
  void rank_unknownCandidate_isNamed() throws Exception {
    try (ShopRanker ranker = open()) {
      RankRequest request = request().candidates(Arrays.asList("s1", "s99")).build();
      assertThatThrownBy(() -> ranker.rank(request))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("\"s99\"");
      assertThat(ranker.knowsShop("s1")).isTrue();
      assertThat(ranker.knowsShop("s99")).isFalse();
    }
  }

  @Test
  void rank_nanInProfile_isRefused() throws Exception {
    try (ShopRanker ranker = open()) {
      RankRequest request =
          RankRequest.forUser(Collections.singletonMap("income", "NaN")).allShops().build();
      assertThatThrownBy(() -> ranker.rank(request))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("\"income\"")
          .hasMessageContaining("NaN");
    }
  }

  @Test
  void rank_nanFromModel_isARankingException() throws Exception {
    GoldenVectors golden =
        GoldenVectors.of(
            Collections.singletonList(
                GoldenCase.of(
                    Collections.<String, String>emptyMap(),
                    Collections.<String>emptyList(),
                    Collections.<String>emptyList(),
                    Collections.singletonList("s2"),
                    expected(Collections.<String, String>emptyMap(), new int[0], new int[0], 3))));
    byte[] bundle = BundleFixture.bytes(model.bytesWithNan(), golden);
    try (ShopRanker ranker =
        ShopRanker.open(write(bundle), BundleTrust.allowUnsignedForDevelopment())) {
      RankRequest rich =
          RankRequest.forUser(Collections.singletonMap("income", "1000000")).allShops().build();
      assertThatThrownBy(() -> ranker.rank(rich))
          .isInstanceOf(RankingException.class)
          .hasMessageContaining("\"s1\"")
          .hasMessageContaining("not a number");
    }
  }

  @Test
  void open_goldenScoreBelowAndAboveTheBound_passesAndFails() throws Exception {
    ShopRanker.open(
            write(BundleFixture.bytes(model.bytes(), golden(0.9e-4f))),
            BundleTrust.allowUnsignedForDevelopment())
        .close();
    File bad = write(BundleFixture.bytes(model.bytes(), golden(1.1e-4f)));
    assertThatThrownBy(() -> ShopRanker.open(bad, BundleTrust.allowUnsignedForDevelopment()))
        .isInstanceOf(IncompatibleBundleException.class)
        .hasMessageContaining("Golden case 1: shop \"s3\" scores");
  }

  @Test
  void open_goldenCandidateUnknown_isCorrupt() throws Exception {
    GoldenVectors golden =
        GoldenVectors.of(
            Collections.singletonList(
                GoldenCase.of(
                    SampleMarket.profile(),
                    Collections.<String>emptyList(),
                    Collections.<String>emptyList(),
                    Collections.singletonList("s99"),
                    0.5f)));
    File bad = write(BundleFixture.bytes(model.bytes(), golden));
    assertThatThrownBy(() -> ShopRanker.open(bad, BundleTrust.allowUnsignedForDevelopment()))
        .isInstanceOf(CorruptBundleException.class);
  }

  @Test
  void open_modelThatIsNone_isIncompatible() throws Exception {
    File bad = write(BundleFixture.bytes(new byte[] {1, 2, 3}, golden(0)));
    assertThatThrownBy(() -> ShopRanker.open(bad, BundleTrust.allowUnsignedForDevelopment()))
        .isInstanceOf(IncompatibleBundleException.class)
        .hasMessageContaining("refuses the model");
  }

  @Test
  void open_modelWithForeignInput_isIncompatible() throws Exception {
    byte[] foreign =
        new OnnxBytes()
            .input("weather", OnnxBytes.FLOAT, 1)
            .node("Sigmoid", "shop", "weather")
            .output("shop", OnnxBytes.FLOAT, 1)
            .build();
    File bad = write(BundleFixture.bytes(foreign, golden(0)));
    assertThatThrownBy(() -> ShopRanker.open(bad, BundleTrust.allowUnsignedForDevelopment()))
        .isInstanceOf(IncompatibleBundleException.class)
        .hasMessageContaining("[weather]");
  }

  @Test
  void open_outputOfAnotherShape_isIncompatible() throws Exception {
    byte[] single =
        new OnnxBytes()
            .input("income", OnnxBytes.FLOAT, 1)
            .node("Sigmoid", "shop", "income")
            .output("shop", OnnxBytes.FLOAT, "n")
            .build();
    File bad = write(BundleFixture.bytes(single, golden(0)));
    assertThatThrownBy(() -> ShopRanker.open(bad, BundleTrust.allowUnsignedForDevelopment()))
        .isInstanceOf(IncompatibleBundleException.class)
        .hasMessageContaining("Golden case 1 cannot be computed");
  }

  @Test
  void rank_manyCandidates_areScoredInChunksAlike() throws Exception {
    int count = 2_001;
    BundleContents contents =
        BundleContents.of(
            contract,
            items,
            ManyShops.catalogue(contract, count),
            model.bytes(),
            ManyShops.golden(model, contract, items, count));
    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    contents.write(bytes, BundleFixture.manifest());
    try (ShopRanker ranker =
        ShopRanker.open(write(bytes.toByteArray()), BundleTrust.allowUnsignedForDevelopment())) {
      float[] all = ranker.score(request().allShops().build());
      assertThat(all).hasSize(count);
      for (int i : new int[] {0, 999, 1_000, 1_001, 1_999, 2_000}) {
        String id = ranker.shopIds().get(i);
        float[] alone = ranker.score(request().candidates(Arrays.asList(id)).build());
        assertThat(all[i]).as(id).isCloseTo(alone[0], within(CLOSE));
      }
      // Shops differ by their vocabulary row only; the rest are ties, ordered by id.
      List<RankedShop> ranked = ranker.rank(request().allShops().build()).shops();
      for (int i = 1; i < ranked.size(); i++) {
        RankedShop better = ranked.get(i - 1);
        RankedShop worse = ranked.get(i);
        assertThat(better.score()).isGreaterThanOrEqualTo(worse.score());
        if (better.score() == worse.score()) {
          assertThat(better.id()).isLessThan(worse.id());
        }
      }
    }
  }
}
