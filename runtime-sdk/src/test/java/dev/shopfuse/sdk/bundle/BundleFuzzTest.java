package dev.shopfuse.sdk.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopfuse.sdk.internal.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Damage that somebody has covered up with fitting digests: the parsers stand alone. */
class BundleFuzzTest {
  private static final byte[] BUNDLE = BundleFixture.bytes();

  @Property(tries = 500)
  void open_changedByteWithFittingDigests_opensOrRefuses(
      @ForAll @IntRange(max = 100) int entry,
      @ForAll @IntRange(max = 100_000) int place,
      @ForAll byte value)
      throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>(BundleFixture.entries(BUNDLE));
    List<String> names = new ArrayList<>(entries.keySet());
    String name = names.get(entry % names.size());
    byte[] content = entries.get(name);
    String before = new Sha256().add(content).hex();
    content[place % content.length] = value;
    String manifest = new String(entries.get("manifest.json"), StandardCharsets.UTF_8);
    manifest = manifest.replace(before, new Sha256().add(content).hex());
    entries.put("manifest.json", manifest.getBytes(StandardCharsets.UTF_8));
    Path file = Files.createTempFile("fuzz", BundleFormat.FILE_ENDING);
    try {
      Files.write(file, BundleFixture.zip(entries));
      assertThat(
              Bundle.open(file.toFile(), BundleTrust.allowUnsignedForDevelopment())
                  .manifest()
                  .name())
          .isNotEmpty();
    } catch (BundleException e) {
      assertThat(e.getMessage()).isNotEmpty();
    } finally {
      Files.delete(file);
    }
  }
}
