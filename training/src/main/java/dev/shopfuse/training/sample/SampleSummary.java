package dev.shopfuse.training.sample;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.shopfuse.training.InputException;
import java.util.List;

/**
 * What a folder of sample shards holds, as its {@code samples.json} says. Immutable.
 *
 * @param format version of the layout
 * @param users how many users
 * @param items how many items
 * @param shops how many shops
 * @param visits train visits of each shard
 * @param examples examples of each shard: those of its train visits that are to a shop
 */
public record SampleSummary(
    int format, long users, int items, int shops, List<Long> visits, List<Long> examples) {
  /** Name of the file; a folder without it is not finished. */
  public static final String FILE = "samples.json";

  /** The layout that this version writes and reads. */
  public static final int FORMAT = 2;

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Copies the lists and refuses other layouts. */
  public SampleSummary {
    if (format != FORMAT) {
      throw new InputException(
          "Sample format %d is not the one this version reads (%d); make the samples again"
              .formatted(format, FORMAT));
    }
    visits = List.copyOf(visits);
    examples = List.copyOf(examples);
  }

  /** Returns the number of shards. */
  public int shards() {
    return examples.size();
  }

  /** Returns the number of examples of all shards. */
  public long exampleCount() {
    return examples.stream().mapToLong(Long::longValue).sum();
  }

  /** Returns the summary as JSON. */
  public String toJson() {
    try {
      return JSON.writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A record of numbers is always JSON", e);
    }
  }

  /**
   * Returns the summary that some JSON tells.
   *
   * @throws InputException if it tells something else
   */
  public static SampleSummary ofJson(String json) {
    try {
      return JSON.readValue(json, SampleSummary.class);
    } catch (JsonProcessingException e) {
      if (e.getCause() instanceof InputException refused) {
        throw refused;
      }
      throw new InputException(FILE + " cannot be read: " + e.getOriginalMessage(), e);
    }
  }
}
