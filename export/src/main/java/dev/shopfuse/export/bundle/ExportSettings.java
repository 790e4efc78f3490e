package dev.shopfuse.export.bundle;

import dev.shopfuse.export.serving.ServingForm;
import dev.shopfuse.sdk.bundle.Manifest;
import dev.shopfuse.sdk.sign.SigningKey;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What to export and where to. Immutable. Equal models and settings give equal bytes, so the time
 * is a setting too; only a signature differs from time to time.
 *
 * @param bundleFile the bundle; an earlier file of this name is replaced when the new one is proven
 * @param onnxFile the bare graph, if it is wanted too
 * @param name what the model is called, the same for all its versions
 * @param version a number above 0 that only grows
 * @param createdMillis when the model is exported, in epoch milliseconds
 * @param expiresMillis when the bundle expires, in epoch milliseconds, or {@link Manifest#NEVER}
 * @param facts where the model comes from, such as {@code data} and {@code metrics}
 * @param form the form in which the model is served
 * @param signingKey the key that signs the bundle; without one only development builds take it
 */
public record ExportSettings(
    Path bundleFile,
    Optional<Path> onnxFile,
    String name,
    long version,
    long createdMillis,
    long expiresMillis,
    SortedMap<String, String> facts,
    ServingForm form,
    Optional<SigningKey> signingKey) {

  public ExportSettings {
    facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
  }

  /** Returns settings for a bundle alone that never expires, without further facts. */
  public static ExportSettings of(Path bundleFile, String name, long version, long createdMillis) {
    return new ExportSettings(
        bundleFile,
        Optional.empty(),
        name,
        version,
        createdMillis,
        Manifest.NEVER,
        Collections.emptySortedMap(),
        ServingForm.PLAIN,
        Optional.empty());
  }

  /** Returns these settings with the bare graph written as well. */
  public ExportSettings withOnnxFile(Path file) {
    return with(Optional.of(file), expiresMillis, facts, form, signingKey);
  }

  /** Returns these settings with an expiry. */
  public ExportSettings withExpiresMillis(long millis) {
    return with(onnxFile, millis, facts, form, signingKey);
  }

  /** Returns these settings with other facts. */
  public ExportSettings withFacts(Map<String, String> others) {
    return with(onnxFile, expiresMillis, new TreeMap<>(others), form, signingKey);
  }

  /** Returns these settings with another form. */
  public ExportSettings withForm(ServingForm other) {
    return with(onnxFile, expiresMillis, facts, other, signingKey);
  }

  /** Returns these settings with a key that signs the bundle. */
  public ExportSettings withSigningKey(SigningKey key) {
    return with(onnxFile, expiresMillis, facts, form, Optional.of(key));
  }

  /** Returns settings of the same bundle with these for all that has a default. */
  private ExportSettings with(
      Optional<Path> onnx,
      long expires,
      SortedMap<String, String> allFacts,
      ServingForm servingForm,
      Optional<SigningKey> key) {
    return new ExportSettings(
        bundleFile, onnx, name, version, createdMillis, expires, allFacts, servingForm, key);
  }
}
