package dev.shopfuse.training.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.shopfuse.training.InputException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** The values that one setting may have. Immutable. */
sealed interface Range {
  /** Draws one value. */
  JsonNode draw(SplittableRandom random);

  /** One of a list, each equally likely. */
  record Choice(List<JsonNode> values) implements Range {
    public Choice {
      values = List.copyOf(values);
    }

    @Override
    public JsonNode draw(SplittableRandom random) {
      return values.get(random.nextInt(values.size()));
    }
  }

  /** A whole number, both ends possible. */
  record Whole(int from, int to, boolean log) implements Range {
    @Override
    public JsonNode draw(SplittableRandom random) {
      // Half a step beyond the ends, so that rounding makes them as likely as the others.
      double value = new Fraction(from - 0.5, to + 0.5, false).number(random);
      double scaled = log ? new Fraction(from, to, true).number(random) : value;
      return JsonNodeFactory.instance.numberNode(
          Math.max(from, Math.min(to, (int) Math.round(scaled))));
    }
  }

  /** Any number between two, or by its logarithm. */
  record Fraction(double from, double to, boolean log) implements Range {
    @Override
    public JsonNode draw(SplittableRandom random) {
      return JsonNodeFactory.instance.numberNode(number(random));
    }

    double number(SplittableRandom random) {
      double share = random.nextDouble();
      return log ? from * Math.pow(to / from, share) : from + (to - from) * share;
    }
  }

  /**
   * Reads the values of a setting: a list, or a mapping with {@code from}, {@code to} and, if
   * wanted, {@code scale: log}.
   *
   * @param name what messages call the setting
   * @param whole whether a range between whole numbers means whole numbers only
   * @throws InputException if it is neither, or out of order
   */
  static Range read(String name, JsonNode node, boolean whole) {
    if (node.isArray() && !node.isEmpty()) {
      List<JsonNode> values = new ArrayList<>();
      node.forEach(values::add);
      return new Choice(values);
    }
    JsonNode from = node.path("from");
    JsonNode to = node.path("to");
    String scale = node.path("scale").asText("uniform");
    if (!node.isObject()
        || !from.isNumber()
        || !to.isNumber()
        || !Set.of("uniform", "log").contains(scale)
        || hasOtherKeys(node)) {
      throw new InputException(
          "%s is %s; give a list such as [1, 2], or {from: 0.1, to: 1}, with scale: log if wanted."
              .formatted(name, node));
    }
    boolean log = scale.equals("log");
    double least = from.doubleValue();
    double most = to.doubleValue();
    if (!(least < most) || (log && least <= 0)) {
      throw new InputException(
          "%s goes from %s to %s; it must rise%s."
              .formatted(name, from, to, log ? ", and start above 0 for scale: log" : ""));
    }
    return whole && from.isInt() && to.isInt()
        ? new Whole(from.intValue(), to.intValue(), log)
        : new Fraction(least, most, log);
  }

  private static boolean hasOtherKeys(JsonNode node) {
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      if (!Set.of("from", "to", "scale").contains(names.next())) {
        return true;
      }
    }
    return false;
  }
}
