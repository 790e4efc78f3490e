package dev.shopfuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class FailureHandlerTest {
  private final StringWriter err = new StringWriter();

  @Command(name = "fail")
  private static final class Failing implements Callable<Integer> {
    private final Throwable failure;

    Failing(Throwable failure) {
      this.failure = failure;
    }

    @Override
    public Integer call() throws Exception {
      if (failure instanceof Error error) {
        throw error;
      }
      throw (Exception) failure;
    }
  }

  private int exitCode(Throwable failure) {
    PrintWriter printer = new PrintWriter(err, true);
    CommandLine command = new CommandLine(new Failing(failure));
    return Main.configured(command, printer, printer).execute();
  }

  private void assertNamesTheHeap() {
    assertThat(err.toString())
        .startsWith("shopfuse fail: out of memory (Java heap space); the heap may take ")
        .contains("SHOPFUSE_JAVA_OPTS=-Xmx")
        .hasLineCount(1);
  }

  @Test
  void execute_outOfMemory_namesTheHeapAndHowToGiveMore() {
    assertThat(exitCode(new OutOfMemoryError("Java heap space"))).isEqualTo(1);
    assertNamesTheHeap();
  }

  @Test
  void execute_outOfMemoryOnAnotherThread_namesTheHeapToo() {
    Error error = new OutOfMemoryError("Java heap space");
    assertThat(exitCode(new IllegalStateException("A worker failed", error))).isEqualTo(1);
    assertNamesTheHeap();
  }

  @Test
  void execute_outOfThreads_doesNotAdviseMoreHeap() {
    assertThat(exitCode(new OutOfMemoryError("unable to create native thread"))).isEqualTo(1);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "shopfuse fail: out of memory (unable to create native thread).");
  }

  @Test
  void execute_defect_saysSo() {
    assertThat(exitCode(new IllegalStateException("broken"))).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("shopfuse fail: java.lang.IllegalStateException: broken")
        .contains("This is an error in shopfuse");
  }
}
