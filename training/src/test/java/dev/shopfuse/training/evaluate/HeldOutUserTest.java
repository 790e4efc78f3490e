package dev.shopfuse.training.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopfuse.sdk.RankRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HeldOutUserTest {
  private static final RankRequest REQUEST =
      RankRequest.forUser(Map.of("user_id", "a", "age", "9")).visits(List.of()).allShops().build();
  private static final HeldOutUser USER =
      new HeldOutUser(REQUEST, List.of("s1", "s2"), List.of("s3"));

  @Test
  void withSeen_someOfItsShops_keepsTheOthersAndRanksThemWithout() {
    assertThat(USER.userId()).isEqualTo("a");
    assertThat(USER.withSeen(Set.of("s2", "s3", "s4")))
        .contains(new HeldOutUser(REQUEST, List.of("s1"), List.of("s3", "s2")));
    assertThat(USER.withSeen(Set.of("s4"))).contains(USER);
  }

  @Test
  void withSeen_allItsShops_isNobody() {
    assertThat(USER.withSeen(Set.of("s1", "s2"))).isEmpty();
  }
}
