package dev.shopfuse.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.shopfuse.export.bundle.BundleWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Signs a bundle, or puts a signature into it. */
@Command(
    name = "sign",
    description = {
      "Signs a bundle in place, or puts a model.sig into it that was made elsewhere,",
      "such as by model_signing with a key in hardware, on the unzipped bundle."
    },
    mixinStandardHelpOptions = true)
final class SignCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "The bundle; it is replaced by the signed one.")
  private Path file;

  @ArgGroup(multiplicity = "1")
  private Source source;

  @Mixin private Output output;

  /** Where the signature comes from. */
  static final class Source {
    @Option(names = "--sign-key", paramLabel = "PEM", description = "The private key to sign with.")
    private @Nullable Path signKey;

    @Option(names = "--signature", paramLabel = "FILE", description = "The signature to put in.")
    private @Nullable Path signature;
  }

  @Override
  public Integer call() throws Exception {
    if (source.signKey != null) {
      BundleWriter.sign(file, KeyFiles.read(source.signKey));
    } else if (source.signature != null) {
      BundleWriter.attach(file, source.signature);
    }
    output.result(new JsonMapper().createObjectNode().put("bundle", file.toString()));
    output.say("%s is signed", file);
    return 0;
  }
}
