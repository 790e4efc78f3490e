package dev.shopfuse.export.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import dev.shopfuse.export.ExportException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.util.ModelSerializer;

/**
 * Damaged files give our own exceptions or a network, in bounded memory. {@code mvn -Pfuzz} tries
 * more of them.
 */
class Dl4jFileFuzzTest {
  /** What reading and converting may take besides a multiple of the file. */
  private static final long FIXED_BYTES = 64L << 20;

  private static final long BYTES_A_BYTE = 500;
  private static final List<byte[]> GOOD = good();

  private static List<byte[]> good() {
    try {
      List<byte[]> files = new ArrayList<>();
      for (Model network :
          List.of(WholeNets.leNet(), WholeNets.languageModel(), WholeNets.resNet())) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ModelSerializer.writeModel(network, out, false);
        files.add(out.toByteArray());
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Property
  void read_damagedZip_failsWithOurExceptions(@ForAll Damage.Kind kind, @ForAll long seed)
      throws Exception {
    Random random = new Random(seed);
    readAndConvert(Damage.apply(GOOD.get(random.nextInt(GOOD.size())), kind, random));
  }

  @Property
  void read_damagedEntry_failsWithOurExceptions(@ForAll Damage.Kind kind, @ForAll long seed)
      throws Exception {
    Random random = new Random(seed);
    byte[] good = GOOD.get(random.nextInt(GOOD.size()));
    String entry = random.nextInt(4) == 0 ? "coefficients.bin" : "configuration.json";
    readAndConvert(withDamagedEntry(good, entry, kind, random));
  }

  /** Numbers in the configuration decide how much memory a network would take. */
  @Property
  void read_otherNumberInTheConfiguration_failsWithOurExceptions(
      @ForAll("numbers") String number, @ForAll long seed) throws Exception {
    Random random = new Random(seed);
    byte[] good = GOOD.get(random.nextInt(GOOD.size()));
    readAndConvert(
        edited(
            good,
            "configuration.json",
            bytes -> {
              String json = new String(bytes, StandardCharsets.UTF_8);
              List<MatchResult> found =
                  Pattern.compile("(?<=[\\[ :,])-?\\d+(?=[,\\]\\s}])")
                      .matcher(json)
                      .results()
                      .toList();
              MatchResult one = found.get(random.nextInt(found.size()));
              return (json.substring(0, one.start()) + number + json.substring(one.end()))
                  .getBytes(StandardCharsets.UTF_8);
            }));
  }

  @Provide
  Arbitrary<String> numbers() {
    return Arbitraries.of(
        "0", "-1", "1", "3", "65536", "2147483647", "-2147483648", "9223372036854775807", "1e99");
  }

  /** A setting of another name is one left out: DL4J puts null or 0 in its place. */
  @Example
  void read_anySettingLeftOut_failsWithOurExceptions() throws Exception {
    for (byte[] good : GOOD) {
      String json = configuration(good);
      List<MatchResult> settings =
          Pattern.compile("(?<=\")\\w+(?=\" : )").matcher(json).results().toList();
      assertThat(settings).hasSizeGreaterThan(100);
      for (MatchResult one : settings) {
        String other = json.substring(0, one.start()) + "_" + json.substring(one.start());
        readAndConvert(
            edited(good, "configuration.json", bytes -> other.getBytes(StandardCharsets.UTF_8)));
      }
    }
  }

  private static void readAndConvert(byte[] bytes) throws Exception {
    Path file = Files.createTempFile("fuzz", ".zip");
    try {
      Files.write(file, bytes);
      assertTimeoutPreemptively(
          Duration.ofMinutes(1),
          () -> {
            long before = allocated();
            try {
              OnnxExporter.of(Dl4jFile.read(file)).convert();
            } catch (ExportException | IOException e) {
              assertThat(e).hasMessageNotContaining(": null");
            }
            assertThat(allocated() - before).isLessThan(FIXED_BYTES + BYTES_A_BYTE * bytes.length);
          });
    } finally {
      Files.delete(file);
    }
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  private static String configuration(byte[] zip) throws IOException {
    StringBuilder json = new StringBuilder();
    edited(
        zip,
        "configuration.json",
        bytes -> {
          json.append(new String(bytes, StandardCharsets.UTF_8));
          return bytes;
        });
    return json.toString();
  }

  private static byte[] withDamagedEntry(byte[] zip, String entry, Damage.Kind kind, Random random)
      throws IOException {
    return edited(zip, entry, bytes -> Damage.apply(bytes, kind, random));
  }

  private static byte[] edited(byte[] zip, String changed, UnaryOperator<byte[]> edit)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip));
        ZipOutputStream copy = new ZipOutputStream(out)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        copy.putNextEntry(new ZipEntry(entry.getName()));
        byte[] bytes = in.readAllBytes();
        copy.write(entry.getName().equals(changed) ? edit.apply(bytes) : bytes);
      }
    }
    return out.toByteArray();
  }
}
