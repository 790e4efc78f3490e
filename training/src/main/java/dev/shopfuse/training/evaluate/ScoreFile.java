package dev.shopfuse.training.evaluate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import dev.shopfuse.training.FileProblem;
import dev.shopfuse.training.InputException;
import dev.shopfuse.training.sample.EvaluationCase;
import dev.shopfuse.training.sample.VisitSequences;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;

/**
 * Writes down what another scorer says, so that metrics can be computed by other means: one JSON
 * object a user with {@code user}, {@code shop_visits}, {@code held_out} (ids) and {@code scores}
 * (of every candidate, by id; seen shops are no candidates). Not thread-safe.
 *
 * <p>The file gets its name in {@link #finish}; closing without it leaves nothing behind.
 */
public final class ScoreFile implements ShopScorer, AutoCloseable {
  private final ShopScorer scorer;
  private final List<String> userIds;
  private final List<String> shopIds;
  private final Path file;
  private final Path part;
  private final JsonGenerator json;

  /**
   * Starts a file.
   *
   * @param scorer whose scores are written and passed on
   * @param userIds the users in the order of the samples
   * @param shopIds the shops, the first one with catalogue index 2
   * @throws InputException if the file cannot be written
   */
  public ScoreFile(ShopScorer scorer, List<String> userIds, List<String> shopIds, Path file) {
    this.scorer = scorer;
    this.userIds = userIds;
    this.shopIds = shopIds;
    this.file = file;
    this.part = file.resolveSibling(file.getFileName() + ".part");
    this.json = open(part, file);
    json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
  }

  private static JsonGenerator open(Path part, Path file) {
    try {
      return new JsonFactory().createGenerator(Files.newBufferedWriter(part));
    } catch (IOException e) {
      throw FileProblem.unwritable(file, e);
    }
  }

  @Override
  public float[][] score(List<EvaluationCase> cases) {
    float[][] scores = scorer.score(cases);
    try {
      for (int i = 0; i < scores.length; i++) {
        write(cases.get(i), scores[i]);
      }
    } catch (IOException e) {
      throw FileProblem.unwritable(file, e);
    }
    return scores;
  }

  private void write(EvaluationCase user, float[] scores) throws IOException {
    json.writeStartObject();
    json.writeStringField("user", userIds.get(user.user()));
    json.writeNumberField("shop_visits", user.shopCount());
    json.writeArrayFieldStart("held_out");
    for (int shop : user.heldOut()) {
      json.writeString(id(shop));
    }
    json.writeEndArray();
    json.writeObjectFieldStart("scores");
    int[] seen = user.seen();
    for (int shop = VisitSequences.FIRST_TARGET; shop < scores.length; shop++) {
      if (Arrays.binarySearch(seen, shop) < 0) {
        json.writeNumberField(id(shop), scores[shop]);
      }
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private String id(int shop) {
    return shopIds.get(shop - VisitSequences.FIRST_TARGET);
  }

  @Override
  public boolean givesProbabilities() {
    return scorer.givesProbabilities();
  }

  /** Gives the file its name; all cases must have been scored. */
  public void finish() throws IOException {
    json.close();
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() throws IOException {
    json.close();
    Files.deleteIfExists(part);
  }
}
