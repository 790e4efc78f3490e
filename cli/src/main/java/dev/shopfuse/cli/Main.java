package dev.shopfuse.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.Spec;

/**
 * The {@code shopfuse} command and its entry point.
 *
 * <p>Exit codes: 0 success, 1 failure with one clear sentence, 2 wrong usage; 130 and 143 stopped
 * by SIGINT (Ctrl-C) and SIGTERM.
 */
@Command(
    name = "shopfuse",
    description = "Trains a shop ranker on item and shop visits, and ranks shops offline.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      SimulateCommand.class,
      ImportCommand.class,
      TrainCommand.class,
      BaselinesCommand.class,
      TuneCommand.class,
      EvaluateCommand.class,
      ExportCommand.class,
      OnnxCommand.class,
      InspectCommand.class,
      VerifyCommand.class,
      KeygenCommand.class,
      SignCommand.class,
      RankCommand.class,
      SamplesCommand.class,
      ScoreCommand.class,
      PublishCommand.class,
      UpdateCommand.class,
      HelpCommand.class
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(out, err, arguments));
  }

  /**
   * Runs the command inside this process.
   *
   * @param out receives what the command prints for its user
   * @param err receives errors and progress
   * @return the exit code
   */
  public static int run(PrintWriter out, PrintWriter err, String... arguments) {
    return configured(new CommandLine(new Main()), out, err).execute(arguments);
  }

  /** Says how a command and those below it run and fail. */
  static CommandLine configured(CommandLine command, PrintWriter out, PrintWriter err) {
    return command
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionStrategy(Main::execute)
        .setExecutionExceptionHandler(new FailureHandler());
  }

  /** Hands the handler the one error that users can do something about; picocli passes it by. */
  private static int execute(ParseResult result) {
    try {
      return new RunLast().execute(result);
    } catch (OutOfMemoryError e) {
      List<CommandLine> commands = result.asCommandLineList();
      throw new ExecutionException(commands.get(commands.size() - 1), "Out of memory", e);
    }
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing.");
  }
}
