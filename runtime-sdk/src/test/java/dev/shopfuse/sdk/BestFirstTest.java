package dev.shopfuse.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.sdk.feature.SampleMarket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class BestFirstTest {
  private static final Catalogue SHOPS = ManyShops.catalogue(SampleMarket.contract(), 300);

  /** Few different scores, so that ties are common. */
  @Property(tries = 500)
  void choose_anyScores_isTheStartOfTheFullSort(
      @ForAll @Size(max = 300) List<@IntRange(max = 5) Integer> tenths,
      @ForAll @IntRange(min = 1, max = 310) int limit) {
    CandidateList candidates = new CandidateList();
    candidates.fill(SHOPS.ids().subList(0, tenths.size()), SHOPS);
    float[] scores = new float[tenths.size()];
    List<Integer> sorted = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      scores[i] = tenths.get(i) / 10f;
      sorted.add(i);
    }
    sorted.sort(Comparator.comparing((Integer i) -> -scores[i]).thenComparing(candidates::id));
    BestFirst best = new BestFirst();
    // Again with the same object: nothing of a call may reach the next one.
    for (int call = 0; call < 2; call++) {
      int chosen = best.choose(candidates, scores, limit);
      assertThat(chosen).isEqualTo(Math.min(limit, scores.length));
      for (int place = 0; place < chosen; place++) {
        assertThat(best.position(place)).isEqualTo(sorted.get(place));
      }
    }
  }
}
