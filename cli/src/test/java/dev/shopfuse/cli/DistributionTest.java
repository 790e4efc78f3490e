package dev.shopfuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a key to a model in a store, through the command line and a real web server. */
class DistributionTest {
  @TempDir private static Path shared;
  @TempDir private Path folder;

  private static Path model;
  private static Path keys;
  private static Path signed;
  private Path channel;

  @BeforeAll
  static void exportSigned() throws IOException {
    SmallMarket.bundle(shared, SmallMarket.tables(shared));
    model = shared.resolve("model");
    keys = shared.resolve("keys");
    Cli.succeed("keygen", "--out", keys);
    signed = export(shared.resolve("v1.shopfuse"), 1, keys);
  }

  @BeforeEach
  void nameChannel() {
    channel = folder.resolve("channel");
  }

  private static Path export(Path file, int version, Path keyFolder) {
    JsonNode report =
        Cli.succeed(
                "export",
                "--model",
                model,
                "--out",
                file,
                "--bundle-version",
                version,
                "--sign-key",
                keyFolder.resolve("private.pem"),
                "--json")
            .json();
    assertThat(report.path("signed").asBoolean()).isTrue();
    return file;
  }

  private JsonNode publish(Path bundle, Object... more) {
    return Cli.succeed(
            Cli.join(
                new Object[] {
                  "publish",
                  "--channel",
                  channel,
                  "--bundle",
                  bundle,
                  "--sign-key",
                  keys.resolve("private.pem"),
                  "--json"
                },
                more))
        .json();
  }

  @Test
  void keygen_newFolder_makesAPairOnlyTheOwnerCanRead() throws IOException {
    Path out = folder.resolve("keys");
    JsonNode result = Cli.succeed("keygen", "--out", out, "--json").json();
    assertThat(result.path("fingerprint").asText()).hasSize(64);
    assertThat(out.resolve("public.pem")).content().startsWith("-----BEGIN PUBLIC KEY-----");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(out.resolve("private.pem"))))
        .isEqualTo("rw-------");
    String before = Files.readString(out.resolve("private.pem"));
    Cli.Outcome again = Cli.run("keygen", "--out", out);
    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.err()).contains("private.pem exists; a key is not overwritten");
    assertThat(out.resolve("private.pem")).hasContent(before);
  }

  @Test
  void verify_rightAndWrongKeyAndNoSignature_passesAndFails() {
    Path right = keys.resolve("public.pem");
    JsonNode result = Cli.succeed("verify", signed, "--public-key", right, "--json").json();
    assertThat(result.path("verified").asBoolean()).isTrue();
    assertThat(result.path("version").asLong()).isEqualTo(1);
    Cli.succeed("keygen", "--out", folder.resolve("other"));
    Path wrong = folder.resolve("other/public.pem");
    Cli.Outcome refused = Cli.run("verify", signed, "--public-key", wrong);
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("none of the 1 pinned keys");
    Cli.Outcome unsigned =
        Cli.run("verify", shared.resolve("small.shopfuse"), "--public-key", right);
    assertThat(unsigned.exitCode()).isEqualTo(1);
    assertThat(unsigned.err()).contains("is not signed; export it with --sign-key");
    Cli.Outcome noKey = Cli.run("verify", signed, "--public-key", signed);
    assertThat(noKey.exitCode()).isEqualTo(1);
  }

  @Test
  void rank_withAndWithoutKey_checksTheSignatureOrNot() throws IOException {
    Path requests = model.resolve("requests.jsonl");
    Path unsigned = shared.resolve("small.shopfuse");
    Path key = keys.resolve("public.pem");
    Cli.succeed("rank", "--bundle", signed, "--public-key", key, "--request", requests);
    Cli.succeed("rank", "--bundle", unsigned, "--request", requests);
    assertThat(
            Cli.run("rank", "--bundle", unsigned, "--public-key", key, "--request", requests)
                .exitCode())
        .isEqualTo(1);
    assertThat(Cli.run("inspect", unsigned, "--public-key", key).exitCode()).isEqualTo(1);
  }

  @Test
  void sign_unsignedBundle_makesItVerifiable() throws IOException {
    Path bundle = Files.copy(shared.resolve("small.shopfuse"), folder.resolve("b.shopfuse"));
    Cli.succeed("sign", bundle, "--sign-key", keys.resolve("private.pem"));
    Cli.succeed("verify", bundle, "--public-key", keys.resolve("public.pem"));
    byte[] before = Files.readAllBytes(bundle);
    Path garbage = Files.writeString(folder.resolve("model.sig"), "{}");
    Cli.Outcome outcome = Cli.run("sign", bundle, "--signature", garbage);
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(bundle).hasBinaryContent(before);
  }

  @Test
  void publishAndUpdate_twoVersions_bringTheStoreForwardByADelta() throws IOException {
    publish(signed);
    Path store = folder.resolve("store");
    HttpServer server = serve(channel);
    server.start();
    try {
      String url = "http://localhost:" + server.getAddress().getPort() + "/channel.json";
      assertThat(update(url, store).path("outcome").asText()).isEqualTo("installed");
      Path second = export(folder.resolve("v2.shopfuse"), 2, keys);
      JsonNode published = publish(second, "--rollout", 100);
      long deltaBytes = published.path("deltas").path(0).path("bytes").asLong();
      assertThat(deltaBytes).isPositive().isLessThan(Files.size(second) / 4);
      JsonNode updated = update(url, store);
      assertThat(updated.path("version").asLong()).isEqualTo(2);
      assertThat(updated.path("downloaded_bytes").asLong()).isEqualTo(deltaBytes);
      assertThat(Path.of(updated.path("bundle").asText()))
          .hasBinaryContent(Files.readAllBytes(second));
      assertThat(update(url, store).path("outcome").asText()).isEqualTo("up_to_date");
      assertThat(
              Cli.run(
                      "update",
                      "--channel",
                      url,
                      "--store",
                      store,
                      "--name",
                      "other",
                      "--public-key",
                      keys.resolve("public.pem"))
                  .err())
          .contains("this store is for other");
    } finally {
      server.stop(0);
    }
  }

  private static HttpServer serve(Path directory) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          Path file = directory.resolve(exchange.getRequestURI().getPath().substring(1));
          exchange.sendResponseHeaders(200, Files.size(file));
          try (OutputStream body = exchange.getResponseBody()) {
            Files.copy(file, body);
          }
        });
    return server;
  }

  private JsonNode update(String url, Path store) {
    return Cli.succeed(
            "update",
            "--channel",
            url,
            "--store",
            store,
            "--public-key",
            keys.resolve("public.pem"),
            "--json")
        .json();
  }

  @Test
  void publish_olderVersionOrBadRollout_saysSoAndWritesNothing() throws IOException {
    publish(signed);
    byte[] before = Files.readAllBytes(channel.resolve("channel.json"));
    Path older = export(folder.resolve("v0.shopfuse"), 1, keys);
    Cli.Outcome outcome =
        Cli.run(
            "publish",
            "--channel",
            channel,
            "--bundle",
            older,
            "--sign-key",
            keys.resolve("private.pem"));
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("version 1, the channel has 1 already");
    outcome =
        Cli.run(
            "publish",
            "--channel",
            channel,
            "--bundle",
            signed,
            "--rollout",
            101,
            "--sign-key",
            keys.resolve("private.pem"));
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("101 percent; give 0 to 100");
    assertThat(channel.resolve("channel.json")).hasBinaryContent(before);
  }

  @Test
  void update_noUrlOrNoServer_saysSo() {
    Path key = keys.resolve("public.pem");
    Path store = folder.resolve("store");
    Cli.Outcome noUrl =
        Cli.run("update", "--channel", channel, "--store", store, "--public-key", key);
    assertThat(noUrl.exitCode()).isEqualTo(1);
    assertThat(noUrl.err()).contains("give one such as https://");
    Cli.Outcome noServer =
        Cli.run(
            "update",
            "--channel",
            "http://localhost:1/channel.json",
            "--store",
            store,
            "--public-key",
            key);
    assertThat(noServer.exitCode()).isEqualTo(1);
    assertThat(noServer.err()).contains("http://localhost:1/channel.json failed");
  }
}
