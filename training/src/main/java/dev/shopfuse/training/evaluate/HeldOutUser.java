package dev.shopfuse.training.evaluate;

import dev.shopfuse.sdk.RankRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A user with shops to be found, in raw values and ids, so that any later model can be asked.
 * Immutable.
 *
 * @param request what is known of the user; the profile tells the {@code user_id}
 * @param heldOut the shops to be found, at least one
 * @param seen the shops left out of the ranking
 */
public record HeldOutUser(RankRequest request, List<String> heldOut, List<String> seen) {
  private static final String ID = "user_id";

  /** Refuses a user without an id. */
  public HeldOutUser {
    if (!request.profile().containsKey(ID)) {
      throw new IllegalArgumentException(
          "a user has only %s and no \"%s\"; put it there, or delete the file to measure nothing"
              .formatted(request.profile().keySet(), ID));
    }
    heldOut = List.copyOf(heldOut);
    seen = List.copyOf(seen);
  }

  /** Returns the id of the user. */
  public String userId() {
    return request.profile().getOrDefault(ID, "");
  }

  /** Returns this user with some shops counted as seen; empty if none is left to be found. */
  public Optional<HeldOutUser> withSeen(Set<String> shops) {
    List<String> left = heldOut.stream().filter(shop -> !shops.contains(shop)).toList();
    if (left.isEmpty()) {
      return Optional.empty();
    }
    List<String> known = new ArrayList<>(seen);
    heldOut.stream().filter(shops::contains).forEach(known::add);
    return Optional.of(new HeldOutUser(request, left, known));
  }
}
