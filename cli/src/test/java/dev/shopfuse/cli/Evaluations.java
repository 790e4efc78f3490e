package dev.shopfuse.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;

/** Runs {@code evaluate} and compares what it measures. */
final class Evaluations {
  private Evaluations() {}

  /** Returns the metrics of what {@code --model} or {@code --bundle} names. */
  static JsonNode metrics(String option, Path subject, Path data, String split) {
    return Cli.succeed("evaluate", option, subject, "--data", data, "--split", split, "--json")
        .json()
        .path("metrics");
  }

  /** Checks that two evaluations agree in every metric to four decimals. */
  static void assertAgree(JsonNode expected, JsonNode actual) {
    expected
        .properties()
        .forEach(
            metric ->
                assertThat(actual.path(metric.getKey()).asDouble())
                    .as(metric.getKey())
                    .isCloseTo(metric.getValue().asDouble(), within(5e-5)));
  }
}
