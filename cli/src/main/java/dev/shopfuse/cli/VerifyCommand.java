package dev.shopfuse.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shopfuse.sdk.ShopRanker;
import dev.shopfuse.sdk.bundle.Bundle;
import dev.shopfuse.sdk.bundle.Manifest;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Proves that a bundle is sound, by a trusted signer, and computes what it promises. */
@Command(
    name = "verify",
    description = {
      "Makes every check a device makes: structure, signature, digests, compatibility, expiry,",
      "and the golden vectors, which ONNX Runtime computes on this machine."
    },
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "The bundle.")
  private Path file;

  @Option(
      names = "--public-key",
      required = true,
      paramLabel = "PEM",
      description = "The key that must have signed it; several in one file mean any of them.")
  private Path publicKey;

  @Mixin private Output output;

  @Override
  public Integer call() throws Exception {
    Bundle bundle = Bundle.open(file.toFile(), TrustOptions.pinned(publicKey));
    ShopRanker.open(bundle).close();
    Manifest manifest = bundle.manifest();
    int goldenCases = bundle.golden().cases().size();
    ObjectNode result = new JsonMapper().createObjectNode().put("verified", true);
    result.put("name", manifest.name()).put("version", manifest.version());
    output.result(result.put("golden_cases", goldenCases));
    output.say(
        "%s is good: %s version %d, signed by the key, %d golden vectors proven",
        file, manifest.name(), manifest.version(), goldenCases);
    return 0;
  }
}
