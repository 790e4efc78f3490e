package dev.shopfuse.training.incremental;

import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.training.evaluate.HeldOutUser;
import dev.shopfuse.training.sample.Split;
import dev.shopfuse.training.train.Growth;
import dev.shopfuse.training.train.TrainingInput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The held-out users of an earlier model without the shops that a later run learned from: a label
 * that was trained on tells nothing of forgetting. Immutable.
 *
 * @param users those with shops left to be found
 * @param leftOut the others
 */
record UnlearnedUsers(List<HeldOutUser> users, Growth.LeftOut leftOut) {
  UnlearnedUsers {
    users = List.copyOf(users);
  }

  /**
   * Leaves out what a run learned.
   *
   * @param input what the run learned from, with its users in memory
   */
  static UnlearnedUsers of(List<HeldOutUser> recorded, TrainingInput input) {
    Map<String, Set<String>> learned = learned(recorded, input);
    List<HeldOutUser> users = new ArrayList<>();
    int shops = 0;
    for (HeldOutUser user : recorded) {
      Optional<HeldOutUser> left = user.withSeen(learned.getOrDefault(user.userId(), Set.of()));
      shops += user.heldOut().size() - left.map(some -> some.heldOut().size()).orElse(0);
      left.ifPresent(users::add);
    }
    return new UnlearnedUsers(users, new Growth.LeftOut(recorded.size() - users.size(), shops));
  }

  /** Returns the shops in the train split of each recorded user who is there. */
  private static Map<String, Set<String>> learned(List<HeldOutUser> recorded, TrainingInput input) {
    Set<String> wanted = recorded.stream().map(HeldOutUser::userId).collect(Collectors.toSet());
    List<String> userIds = input.samples().sequences(Split.TRAIN).userIds();
    List<String> shopIds = input.shops().ids();
    Map<String, Set<String>> learned = new HashMap<>();
    for (int user = 0; user < userIds.size(); user++) {
      if (wanted.contains(userIds.get(user))) {
        Set<String> shops =
            Arrays.stream(input.samples().known().shops(user))
                .mapToObj(shop -> shopIds.get(shop - Catalogue.FIRST))
                .collect(Collectors.toSet());
        learned.put(userIds.get(user), shops);
      }
    }
    return learned;
  }
}
