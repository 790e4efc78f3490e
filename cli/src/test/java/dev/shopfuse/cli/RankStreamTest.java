package dev.shopfuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code shopfuse rank} as a gateway runs it: requests in, answers out, line by line. */
class RankStreamTest {
  private static final String GOOD = "{\"all_shops\": true, \"limit\": 2}";
  private static final String BAD = "{\"all_shops\": true, \"limit\": 0}";

  @TempDir private static Path shared;
  private static Path bundle;

  @BeforeAll
  static void makeBundle() throws IOException {
    bundle = SmallMarket.bundle(shared, SmallMarket.tables(shared));
  }

  private static JsonNode json(String line) throws IOException {
    return new JsonMapper().readTree(line);
  }

  @Test
  void rank_badLineAmongGoodOnes_isAnsweredWithAnErrorAndTheOthersAreRanked() throws IOException {
    Path requests = Files.writeString(shared.resolve("r.jsonl"), GOOD + "\n\n" + BAD + "\n" + GOOD);
    Cli.Outcome outcome =
        Cli.run("rank", "--bundle", bundle, "--request", requests, "--json", "--explain");
    String[] answers = outcome.out().split("\n");
    assertThat(answers).hasSize(3);
    assertThat(json(answers[0]).get("shops")).hasSize(2);
    assertThat(json(answers[0]).at("/shops/0/score_without_item_visits").isNumber()).isTrue();
    assertThat(json(answers[1]).get("error").asText()).startsWith("$.limit is 0");
    assertThat(json(answers[1]).get("line").asInt()).isEqualTo(3);
    assertThat(answers[2]).isEqualTo(answers[0]);
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("1 of 3 requests failed").contains("line 3 of");
  }

  @Test
  void rank_oneRequestOverSeveralLines_isOne() throws IOException {
    Path request =
        Files.writeString(
            shared.resolve("pretty.json"), "{\n  \"all_items\": true,\n \"limit\": 3\n}\n");
    JsonNode answer =
        Cli.succeed("rank", "--bundle", bundle, "--request", request, "--json").json();
    assertThat(answer.get("items")).hasSize(3);
  }

  @Test
  void rank_columnTheModelDoesNotRead_isNamed() throws IOException {
    Path request =
        Files.writeString(
            shared.resolve("wide.json"),
            "{\"user\": {\"colour\": \"red\", \"agee\": 4}, \"all_shops\": true, \"limit\": 2}");
    Cli.Outcome outcome = Cli.succeed("rank", "--bundle", bundle, "--request", request, "--json");
    assertThat(outcome.json().get("unread_columns")).hasToString("[\"agee\",\"colour\"]");
    assertThat(outcome.json().get("shops")).hasSize(2);
    assertThat(Cli.succeed("rank", "--bundle", bundle, "--request", request).out())
        .contains("The model does not read $.user.agee, $.user.colour");
  }

  @Test
  void rank_tooLongLine_isRefusedAndTheNextIsRanked() throws IOException {
    String endless = "[".repeat(RequestLines.MAX_LENGTH + 1);
    Path requests = Files.writeString(shared.resolve("long.jsonl"), endless + "\n" + GOOD);
    Cli.Outcome outcome = Cli.run("rank", "--bundle", bundle, "--request", requests, "--json");
    String[] answers = outcome.out().split("\n");
    assertThat(json(answers[0]).get("error").asText()).contains("at most 16,777,216");
    assertThat(json(answers[1]).get("shops")).hasSize(2);
  }

  /** The answer must come before the next request is written: no buffer may hold it back. */
  @Test
  @Timeout(60)
  void rank_standardInput_isAnsweredLineByLine() throws Exception {
    InputStream stdin = System.in;
    try (PipedOutputStream requests = new PipedOutputStream();
        PipedReader reader = new PipedReader();
        BufferedReader answers = new BufferedReader(reader);
        PipedInputStream input = new PipedInputStream(requests)) {
      System.setIn(input);
      // No automatic flush: the command has to do it.
      PrintWriter out = new PrintWriter(new PipedWriter(reader), false);
      CompletableFuture<Integer> exitCode =
          CompletableFuture.supplyAsync(
              () ->
                  Main.run(
                      out,
                      new PrintWriter(System.err, true),
                      "rank",
                      "--bundle",
                      bundle.toString(),
                      "--request",
                      "-",
                      "--json"));
      for (int i = 0; i < 3; i++) {
        send(requests, GOOD);
        assertThat(json(answers.readLine()).get("shops")).hasSize(2);
        send(requests, "nonsense");
        assertThat(json(answers.readLine()).get("error").asText()).contains("Not valid JSON");
      }
      requests.close();
      assertThat(exitCode.get(30, TimeUnit.SECONDS)).isEqualTo(1);
    } finally {
      System.setIn(stdin);
    }
  }

  private static void send(OutputStream requests, String line) throws IOException {
    requests.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    requests.flush();
  }
}
