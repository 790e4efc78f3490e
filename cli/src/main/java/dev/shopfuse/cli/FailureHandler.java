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
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns a failure into one sentence and exit code 1. */
final class FailureHandler implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult result) {
    PrintWriter err = command.getErr();
    err.println("shopfuse " + command.getCommandName() + ": " + sentence(failure));
    if (System.getenv("SHOPFUSE_DEBUG") != null) {
      failure.printStackTrace(err);
    } else if (!isExplained(failure)) {
      err.println("This is an error in shopfuse; SHOPFUSE_DEBUG=1 shows where it happened.");
    }
    return ExitCode.SOFTWARE;
  }

  private static String sentence(Exception failure) {
    if (failure instanceof NoSuchFileException missing) {
      return missing.getFile() + " does not exist; check the path.";
    }
    if (failure instanceof FileSystemException file && file.getFile() != null) {
      return "%s: %s; check the path.".formatted(file.getFile(), FileProblem.reason(file));
    }
    String message = failure.getMessage();
    if (failure instanceof UncheckedIOException unchecked) {
      IOException cause = Objects.requireNonNull(unchecked.getCause());
      return cause.toString().equals(message)
          ? sentence(cause)
          : "%s: %s.".formatted(message, FileProblem.reason(cause));
    }
    if (failure instanceof QueryException query && query.lacksRoom()) {
      return query.reason()
          + "; a command keeps its tables in the temporary folder:"
          + " SHOPFUSE_JAVA_OPTS=-Djava.io.tmpdir=DIR names another";
    }
    return isExplained(failure) && message != null ? message : failure.toString();
  }

  /** Failures whose message was written for the user; anything else is a defect. */
  private static boolean isExplained(Exception failure) {
    return failure instanceof InputException
        || failure instanceof ExportException
        || failure instanceof BundleException
        || failure instanceof RankingException
        || failure instanceof IOException
        || failure instanceof UncheckedIOException
        || (failure instanceof QueryException query && query.lacksRoom());
  }
}
