package dev.shopfuse.sdk.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;

class EncodingTest {
  @Test
  void row_boundaries_countsThoseAtOrBelow() {
    BoundariesEncoding encoding = BoundariesEncoding.of(-1, 0, 10);
    assertThat(encoding.rows()).isEqualTo(6);
    assertThat(encoding.row("-2")).isEqualTo(2);
    assertThat(encoding.row("-1")).isEqualTo(3);
    assertThat(encoding.row("-0.0")).isEqualTo(4);
    assertThat(encoding.row("9.99")).isEqualTo(4);
    assertThat(encoding.row("10")).isEqualTo(5);
    assertThat(encoding.row("1e300")).isEqualTo(5);
    assertThat(encoding.row("")).isZero();
    assertThat(encoding.row((String) null)).isZero();
    assertThatThrownBy(() -> encoding.row(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 200)
  void row_boundaries_equalsCounting(
      @ForAll @UniqueElements List<@DoubleRange(min = -9, max = 9) Double> given,
      @ForAll @DoubleRange(min = -10, max = 10) double value) {
    double[] boundaries = given.stream().mapToDouble(d -> d + 0.0).distinct().sorted().toArray();
    if (boundaries.length == 0) {
      return;
    }
    int row = 2;
    for (double boundary : boundaries) {
      row += boundary <= value ? 1 : 0;
    }
    assertThat(BoundariesEncoding.of(boundaries).row(value)).isEqualTo(row);
  }

  @Test
  void of_unsortedBoundaries_isRefused() {
    for (double[] bad : new double[][] {{}, {1, 1}, {2, 1}, {Double.NaN}, {-0.0, 0.0}}) {
      assertThatThrownBy(() -> BoundariesEncoding.of(bad))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Property(tries = 300)
  void row_hash_staysInItsTable(
      @ForAll @StringLength(min = 1, max = 8) String raw, @ForAll @IntRange(min = 1) int wish) {
    HashEncoding encoding = HashEncoding.of(Math.min(wish, HashEncoding.MAX_BUCKETS));
    try {
      assertThat(encoding.row(raw)).isBetween(2, encoding.rows() - 1);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("half of a character pair");
    }
  }

  @Test
  void row_hash_isPinnedForEver() {
    // 2 + unsigned murmur3("test") mod buckets, where the hash is 0xba6bd213.
    assertThat(HashEncoding.of(1_000).row("test")).isEqualTo(2 + (int) (0xba6bd213L % 1_000));
    assertThat(HashEncoding.of(1_000).row("")).isZero();
    assertThat(HashEncoding.of(1_000).row(null)).isZero();
  }

  @Test
  void of_bucketsAtAndBeyondTheBounds_passAndFail() {
    assertThat(HashEncoding.of(1).rows()).isEqualTo(3);
    assertThat(HashEncoding.of(HashEncoding.MAX_BUCKETS).buckets()).isEqualTo(1 << 26);
    assertThatThrownBy(() -> HashEncoding.of(0)).hasMessageContaining("0 buckets");
    assertThatThrownBy(() -> HashEncoding.of(HashEncoding.MAX_BUCKETS + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void scale_logAndZScore_followTheFormula() {
    assertThat(ScaleEncoding.of(false, 10, 5).scale("20")).isEqualTo(2f);
    assertThat(ScaleEncoding.of(true, 0, 2).scale("-9"))
        .isCloseTo((float) (-Math.log(10) / 2), within(1e-6f));
    assertThat(ScaleEncoding.of(true, 1, 2).scale("")).isZero();
    assertThat(ScaleEncoding.of(true, 1, 2).scale((String) null)).isZero();
  }

  @Test
  void scale_notFinite_isRefused() {
    ScaleEncoding encoding = ScaleEncoding.of(false, 0, 1e-300);
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1e300}) {
      assertThatThrownBy(() -> encoding.scale(bad)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> ScaleEncoding.of(false, 0, 0)).hasMessageContaining("above 0");
  }

  @Test
  void row_vocabulary_knowsItsWordsOnly() {
    VocabularyEncoding encoding = SampleMarket.words("a", "b");
    assertThat(encoding.rows()).isEqualTo(4);
    assertThat(encoding.row("a")).isEqualTo(2);
    assertThat(encoding.row("b")).isEqualTo(3);
    assertThat(encoding.row("c")).isZero();
    assertThat(encoding.row("")).isZero();
    assertThat(encoding.row(null)).isZero();
    assertThat(VocabularyEncoding.of(Vocabulary.of(Collections.<String>emptyList())).rows())
        .isEqualTo(2);
  }
}
