package dev.shopfuse.export.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.shopfuse.export.ExportException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Dl4jFileTest {
  @TempDir private Path directory;

  private Path zip(Map<String, byte[]> entries) throws IOException {
    Path file = directory.resolve("net.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (var entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return file;
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, byte[]> saved() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ModelSerializer.writeModel(WholeNets.wideAndDeep(), out, true);
    Map<String, byte[]> entries = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
    return entries;
  }

  @Test
  void read_savedWithUpdater_hasTheSameCoefficients() throws IOException {
    Dl4jNetwork read = Dl4jFile.read(zip(saved()));
    byte[] again = saved().get("coefficients.bin");
    assertThat(read).isInstanceOf(Dl4jNetwork.Graph.class);
    assertThat(Coefficients.read(directory, again)).hasSize((int) read.graph().numParams());
  }

  @Test
  void read_zipOfSomethingElse_namesTheMissingEntry() throws IOException {
    Path file = zip(Map.of("a.txt", text("a")));
    assertThatThrownBy(() -> Dl4jFile.read(file))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("no entry configuration.json");
  }

  @Test
  void read_configurationOfSomethingElse_saysSo() throws IOException {
    Map<String, byte[]> entries = saved();
    entries.put("configuration.json", text("{}"));
    Path file = zip(entries);
    assertThatThrownBy(() -> Dl4jFile.read(file))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("neither vertices nor confs");
  }

  @Test
  void read_deeplyNestedConfiguration_isRefused() throws IOException {
    Map<String, byte[]> entries = saved();
    entries.put("configuration.json", text("[".repeat(1_000_000)));
    Path file = zip(entries);
    assertThatThrownBy(() -> Dl4jFile.read(file))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("no JSON");
  }

  @Test
  void read_configurationOfALargerNetwork_allocatesNothing() throws IOException {
    Map<String, byte[]> entries = saved();
    String json = new String(entries.get("configuration.json"), StandardCharsets.UTF_8);
    entries.put(
        "configuration.json", text(json.replaceAll("\"nout\" : 16\\b", "\"nout\" : 2000000000")));
    Path file = zip(entries);
    assertThatThrownBy(() -> Dl4jFile.read(file))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("coefficients, the file has");
  }

  @Test
  void read_coefficientsThatEndTooEarly_saysSo() throws IOException {
    Map<String, byte[]> entries = saved();
    byte[] coefficients = entries.get("coefficients.bin");
    entries.put("coefficients.bin", Arrays.copyOf(coefficients, coefficients.length - 3));
    Path file = zip(entries);
    assertThatThrownBy(() -> Dl4jFile.read(file))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("coefficients.bin is damaged")
        .hasMessageContaining("announces");
  }

  @Test
  void read_coefficientsThatUnpackToFarMoreThanTheNetworkHas_areNotUnpacked() throws IOException {
    Map<String, byte[]> entries = saved();
    Dl4jFile.read(zip(entries)); // loads what DL4J loads once
    byte[] coefficients = entries.get("coefficients.bin");
    entries.put("coefficients.bin", Arrays.copyOf(coefficients, 128 << 20));
    Path file = zip(entries);
    entries.clear();
    assertThat(Files.size(file)).isLessThan(1 << 20);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    assertThatThrownBy(() -> Dl4jFile.read(file))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("coefficients.bin unpacks to more than");
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(32 << 20);
  }
}
