package dev.shopfuse.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shopfuse.sdk.sign.PublicKeys;
import dev.shopfuse.sdk.sign.SigningKey;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a key pair. */
@Command(
    name = "keygen",
    description = {
      "Makes a key pair: private.pem signs bundles and channels, public.pem goes into the app.",
      "Existing keys are never overwritten."
    },
    mixinStandardHelpOptions = true)
final class KeygenCommand implements Callable<Integer> {
  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to write.")
  private Path out;

  @Mixin private Output output;

  @Override
  public Integer call() throws Exception {
    SigningKey key = KeyFiles.generate(out);
    String fingerprint = PublicKeys.fingerprint(key.publicKey());
    ObjectNode result = new JsonMapper().createObjectNode();
    result.put("private_key", out.resolve(KeyFiles.PRIVATE).toString());
    result.put("public_key", out.resolve(KeyFiles.PUBLIC).toString());
    output.result(result.put("fingerprint", fingerprint));
    output.say("%s  keep it secret and safe: it signs", out.resolve(KeyFiles.PRIVATE));
    output.say("%s   pin it in the app: it verifies", out.resolve(KeyFiles.PUBLIC));
    output.say("Fingerprint %s", fingerprint);
    return 0;
  }
}
