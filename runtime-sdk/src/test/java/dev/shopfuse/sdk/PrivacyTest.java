package dev.shopfuse.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A user's visits stay on the device: the ranker runs as a process of its own without a network,
 * with home and temporary directory watched, and under a trace of its system calls.
 *
 * <p>ONNX Runtime unpacks its libraries into the temporary directory unless told where they lie;
 * this test tells it, as docs/gateway.md does. An empty directory, made there and removed again, is
 * all that is left of it.
 */
class PrivacyTest {
  @TempDir Path directory;
  private Path home;
  private Path temporary;
  private Path store;
  private Path bundle;

  @BeforeEach
  void prepare() throws Exception {
    home = Files.createDirectory(directory.resolve("home"));
    temporary = Files.createDirectory(directory.resolve("tmp"));
    store = Files.createDirectory(directory.resolve("store"));
    bundle = Files.write(store.resolve("tiny.shopfuse"), SampleBundle.bytes());
    unpackLibraries();
  }

  private void unpackLibraries() throws IOException {
    String platform = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x64";
    Path libraries = Files.createDirectory(directory.resolve("lib"));
    for (String name : List.of("libonnxruntime.so", "libonnxruntime4j_jni.so")) {
      String resource = "/ai/onnxruntime/native/linux-" + platform + "/" + name;
      try (InputStream library = OrtEnvironment.class.getResourceAsStream(resource)) {
        assumeTrue(library != null, "ONNX Runtime has no library for this platform");
        Files.copy(library, libraries.resolve(name));
      }
    }
  }

  private static boolean works(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0;
    } catch (IOException | InterruptedException e) {
      return false;
    }
  }

  /** Runs the probe behind a prefix of commands and returns what it prints. */
  private String probe(String... prefix) throws Exception {
    List<String> command = new ArrayList<>(Arrays.asList(prefix));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Not the SDK's: the JVM's own counters, which it would map into /tmp.
    command.add("-XX:-UsePerfData");
    command.add("-Donnxruntime.native.path=" + directory.resolve("lib"));
    command.add("-Djava.io.tmpdir=" + temporary);
    command.add("-Duser.home=" + home);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(PrivacyProbe.class.getName(), bundle.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("HOME", home.toString());
    builder.environment().put("TMPDIR", temporary.toString());
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(printed).isZero();
    return printed;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> !file.equals(folder)).toList();
    }
  }

  @Test
  void rank_withoutANetwork_ranksAndLeavesNoFile() throws Exception {
    assumeTrue(works("unshare", "-rn", "true"), "unshare -rn is not permitted here");
    byte[] before = Files.readAllBytes(bundle);
    assertThat(probe("unshare", "-rn")).contains("s1 0.").contains("s4 0.");
    assertThat(files(home)).isEmpty();
    assertThat(files(temporary)).isEmpty();
    assertThat(files(store)).containsExactly(bundle);
    assertThat(bundle).hasBinaryContent(before);
  }

  @Test
  void rank_traced_triesNoConnectionAndChangesNoFile() throws Exception {
    assumeTrue(works("strace", "-f", "-o", "/dev/null", "true"), "strace is not at hand");
    Path trace = directory.resolve("trace");
    probe("strace", "-f", "-qq", "-e", "trace=%network,%file", "-o", trace.toString());
    List<String> calls = Files.readAllLines(trace);
    // The trace sees what it should see.
    assertThat(calls).anyMatch(call -> call.contains(bundle.toString()));
    assertThat(calls).noneMatch(PrivacyTest::isConnection);
    assertThat(calls).noneMatch(PrivacyTest::changesAFile);
  }

  /** The C library asks the local name service for the user's home when a JVM starts. */
  private static boolean isConnection(String call) {
    return !call.contains("/var/run/nscd/socket") && isNetworkCall(call);
  }

  private static boolean isNetworkCall(String call) {
    return call.contains("AF_INET") || call.contains(" connect(") || call.contains(" sendto(");
  }

  private static boolean changesAFile(String call) {
    boolean device = call.contains("\"/dev/") || call.contains("\"/proc/self/");
    boolean opensForWriting =
        call.contains("O_WRONLY") || call.contains("O_RDWR") || call.contains("O_CREAT");
    boolean changes =
        Stream.of("mkdir", "rename", "unlink", "link", "symlink", "truncate", "creat", "mknod")
            .anyMatch(name -> call.contains(" " + name + "(") || call.contains(" " + name + "at("));
    boolean emptyDirectory = changes && call.contains("/tmp/onnxruntime-java");
    return !device && !emptyDirectory && (opensForWriting || changes);
  }
}
