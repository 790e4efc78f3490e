package dev.shopfuse.cli;

import dev.shopfuse.training.statistics.Interval;
import dev.shopfuse.training.train.Growth;

/** Tells what a run added to an earlier model, and what it forgot. */
final class GrowthLines {
  private GrowthLines() {}

  static void tell(Growth growth, Output output) {
    output.say(
        "Added to the earlier model: %,d items, %,d shops, rows %s",
        growth.addedItems(), growth.addedShops(), growth.addedRows());
    growth.newVisits().ifPresent(change -> tell("tune users of the new visits", change, output));
    growth
        .earlierUsers()
        .ifPresent(change -> tell("held-out users of the earlier model", change, output));
    growth.earlierUsersNote().ifPresent(note -> output.say("  %s", note));
  }

  private static void tell(String users, Growth.Change change, Output output) {
    Interval difference = change.comparison().difference();
    output.say(
        "  %s of %,d %s: %.4f before, %.4f after, %+.4f [%+.4f, %+.4f]",
        change.metric(),
        change.after().cases(),
        users,
        change.before().value(change.metric()),
        change.after().value(change.metric()),
        difference.value(),
        difference.low(),
        difference.high());
  }
}
