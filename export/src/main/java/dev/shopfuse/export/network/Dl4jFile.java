package dev.shopfuse.export.network;

import dev.shopfuse.export.ExportException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Reads a network that DL4J's ModelSerializer saved: a zip of {@code configuration.json} and {@code
 * coefficients.bin}; the state of the training is left aside, and so is a normalizer, which must be
 * applied to what the network reads ({@link #hasNormalizer}).
 *
 * <p>A file may come from anywhere, so nothing it says of a size is believed, and an entry may
 * unpack to a thousand times its size. The configuration is read first, up to {@link
 * #MAX_CONFIGURATION_BYTES}; of the coefficients no more is unpacked than the configuration asks
 * for, nor more than {@link #MAX_COEFFICIENT_BYTES}; and a network is built only if exactly those
 * numbers are there. Reading takes at most {@value #BYTES_A_COEFFICIENT} bytes for each coefficient
 * that the file has, and 64 times the size of the configuration.
 */
public final class Dl4jFile {
  /** The longest configuration that is read. */
  public static final int MAX_CONFIGURATION_BYTES = 16 << 20;

  /** The most coefficients that are read; an ONNX file holds no more. */
  public static final int MAX_COEFFICIENT_BYTES = 2_000_000_000;

  /** How many bytes of memory one coefficient may take while a file is read. */
  public static final int BYTES_A_COEFFICIENT = 24;

  private static final String CONFIGURATION = "configuration.json";
  private static final String COEFFICIENTS = "coefficients.bin";
  private static final String NORMALIZER = "normalizer.bin";
  private static final String NO_COEFFICIENTS = "noParams.marker";

  private Dl4jFile() {}

  /**
   * Reads a ComputationGraph or a MultiLayerNetwork.
   *
   * @throws ExportException if the file is no such network; the message says why
   * @throws IOException if the file cannot be read
   */
  public static Dl4jNetwork read(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      byte[] configuration = entry(file, zip, CONFIGURATION, MAX_CONFIGURATION_BYTES);
      NetworkBuilder network = NetworkBuilder.of(file, configuration);
      return network.build(coefficients(file, zip, network.coefficients()));
    } catch (ZipException | IllegalArgumentException e) {
      throw new ExportException(
          "%s is no zip file (%s); give a file that ModelSerializer.writeModel wrote."
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /**
   * Returns whether a normalizer was saved beside the network.
   *
   * @throws IOException if the file cannot be read
   */
  public static boolean hasNormalizer(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return zip.getEntry(NORMALIZER) != null;
    }
  }

  private static float[] coefficients(Path file, ZipFile zip, long expected) throws IOException {
    if (zip.getEntry(NO_COEFFICIENTS) != null) {
      return new float[0];
    }
    long longest = Math.min(Coefficients.maxBytes(expected), MAX_COEFFICIENT_BYTES);
    return Coefficients.read(file, entry(file, zip, COEFFICIENTS, (int) longest));
  }

  private static byte[] entry(Path file, ZipFile zip, String name, int maxBytes)
      throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new ExportException(
          "%s has no entry %s; give a file that ModelSerializer.writeModel wrote."
              .formatted(file, name));
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw new ExportException(
            "%s: %s unpacks to more than %d bytes, which is the most there can be; save the network again."
                .formatted(file, name, maxBytes));
      }
      return bytes;
    } catch (EOFException e) {
      throw new ZipException(name + " ends too early");
    }
  }
}
