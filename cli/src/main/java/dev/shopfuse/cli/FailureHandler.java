package dev.shopfuse.cli;

import dev.shopfuse.export.ExportException;
import dev.shopfuse.sdk.RankingException;
import dev.shopfuse.sdk.bundle.BundleException;
import dev.shopfuse.training.FileProblem;
import dev.shopfuse.training.InputException;
import dev.shopfuse.training.table.QueryException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns a failure into one sentence and exit code 1. */
final class FailureHandler implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult result) {
    PrintWriter err = command.getErr();
    Optional<String> explanation = explanation(failure);
    err.println(
        "shopfuse %s: %s"
            .formatted(command.getCommandName(), explanation.orElseGet(failure::toString)));
    if (System.getenv("SHOPFUSE_DEBUG") != null) {
      failure.printStackTrace(err);
    } else if (explanation.isEmpty()) {
      err.println("This is an error in shopfuse; SHOPFUSE_DEBUG=1 shows where it happened.");
    }
    return ExitCode.SOFTWARE;
  }

  /** Returns what a user can do something about; of a defect, nothing. */
  private static Optional<String> explanation(Exception failure) {
    Optional<String> memory = lackOfMemory(failure);
    if (memory.isPresent()) {
      return memory;
    }
    if (failure instanceof NoSuchFileException missing) {
      return Optional.of(missing.getFile() + " does not exist; check the path.");
    }
    if (failure instanceof FileSystemException file && file.getFile() != null) {
      return Optional.of(
          "%s: %s; check the path.".formatted(file.getFile(), FileProblem.reason(file)));
    }
    String message = Objects.requireNonNullElse(failure.getMessage(), failure.toString());
    if (failure instanceof UncheckedIOException unchecked) {
      IOException cause = Objects.requireNonNull(unchecked.getCause());
      return cause.toString().equals(message)
          ? explanation(cause)
          : Optional.of("%s: %s.".formatted(message, FileProblem.reason(cause)));
    }
    if (failure instanceof QueryException query && query.lacksRoom()) {
      return Optional.of(
          query.reason()
              + "; a command keeps its tables in the temporary folder:"
              + " SHOPFUSE_JAVA_OPTS=-Djava.io.tmpdir=DIR names another");
    }
    return isForUsers(failure) ? Optional.of(message) : Optional.empty();
  }

  private static Optional<String> lackOfMemory(Exception failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError) {
        String what = "out of memory (%s)".formatted(cause.getMessage());
        return Optional.of(isOfHeap(cause) ? what + moreHeap() : what + ".");
      }
    }
    return Optional.empty();
  }

  /** Threads and classes have their memory elsewhere; native memory may grow with the heap. */
  private static boolean isOfHeap(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    return !message.contains("thread") && !message.contains("Metaspace");
  }

  private static String moreHeap() {
    long heap = Runtime.getRuntime().maxMemory() >> 20;
    return "; the heap may take %,d MB, give it more, such as by SHOPFUSE_JAVA_OPTS=-Xmx%dm"
        .formatted(heap, 2 * heap);
  }

  private static boolean isForUsers(Exception failure) {
    return failure instanceof InputException
        || failure instanceof ExportException
        || failure instanceof BundleException
        || failure instanceof RankingException
        || failure instanceof IOException;
  }
}
