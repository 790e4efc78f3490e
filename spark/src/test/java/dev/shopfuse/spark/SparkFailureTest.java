package dev.shopfuse.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopfuse.training.InputException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;

class SparkFailureTest {
  @Test
  void explain_ourExceptionOverAnother_keepsOurSentence() {
    Throwable ours =
        new InputException("The weights cannot be read", new NoSuchFileException("/model"));
    assertThat(sentence(ours)).isEqualTo("The weights cannot be read");
  }

  @Test
  void explain_twoOfOurs_takesTheOuterOne() {
    Throwable inner = new IllegalArgumentException("age is \"x\"");
    Throwable outer = new IllegalArgumentException("User \"u\": age is \"x\"", inner);
    assertThat(sentence(outer)).isEqualTo("User \"u\": age is \"x\"");
  }

  @Test
  void explain_illegalArgumentOfAnotherLibrary_isNotTakenForOurs() {
    IllegalArgumentException foreign = new IllegalArgumentException("requirement failed");
    foreign.setStackTrace(
        new StackTraceElement[] {new StackTraceElement("scala.Predef$", "require", null, 1)});
    assertThat(sentence(foreign))
        .isEqualTo("Spark failed: java.lang.IllegalArgumentException: requirement failed");
  }

  @Test
  void explain_causeWithoutAMessage_namesItsType() {
    assertThat(sentence(new NullPointerException()))
        .isEqualTo("Spark failed: java.lang.NullPointerException");
  }

  @Test
  void sentence_folderThatCannotBeReached_saysWhy() {
    UncheckedIOException thrown =
        new UncheckedIOException("Cannot reach /out", new AccessDeniedException("/out"));
    assertThat(SparkFailure.sentence(thrown)).isEqualTo("Cannot reach /out: permission denied");
  }

  private static String sentence(Throwable cause) {
    return String.valueOf(
        SparkFailure.explain(new SparkException("Job aborted due to stage failure", cause))
            .getMessage());
  }
}
