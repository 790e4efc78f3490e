package dev.shopfuse.sdk.bundle;

import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.sdk.feature.FeatureContract;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A bundle whose every check has passed but the golden vectors, which need the engine. Immutable;
 * it holds everything in memory and the file no longer.
 */
public final class Bundle {
  private final Manifest manifest;
  private final FeatureContract contract;
  private final Catalogue items;
  private final Catalogue shops;
  private final GoldenVectors golden;
  private final ByteBuffer model;

  Bundle(
      Manifest manifest,
      FeatureContract contract,
      Catalogue items,
      Catalogue shops,
      GoldenVectors golden,
      ByteBuffer model) {
    this.manifest = manifest;
    this.contract = contract;
    this.items = items;
    this.shops = shops;
    this.golden = golden;
    this.model = model;
  }

  /**
   * Opens a bundle and checks, in this order: zip structure, names, manifest, signature, digests,
   * compatibility and expiry, contents. No native call is made.
   *
   * @throws CorruptBundleException if the file is damaged or no bundle
   * @throws UntrustedBundleException if it is signed by none of the pinned keys
   * @throws IncompatibleBundleException if the bundle is too new or too old for this SDK
   * @throws ExpiredBundleException if the bundle has expired by the clock of the device
   * @throws IOException if the file cannot be read
   */
  public static Bundle open(File file, BundleTrust trust) throws BundleException, IOException {
    return BundleReader.read(file, trust, System.currentTimeMillis());
  }

  /** Returns what the bundle says of itself. */
  public Manifest manifest() {
    return manifest;
  }

  /** Returns the feature contract. */
  public FeatureContract contract() {
    return contract;
  }

  /** Returns the items the model knows. */
  public Catalogue items() {
    return items;
  }

  /** Returns the shops the model knows. */
  public Catalogue shops() {
    return shops;
  }

  /** Returns the requests with the scores they must give. */
  public GoldenVectors golden() {
    return golden;
  }

  /** Returns the bytes of the ONNX file, read-only, in native memory. */
  public ByteBuffer model() {
    return model.asReadOnlyBuffer();
  }
}
