package dev.shopfuse.sdk.bundle;

/**
 * The names, versions and limits of the bundle format. Immutable.
 *
 * <p>A bundle is a zip file of stored entries, laid out in the one way that {@link StoredZip}
 * writes: no compression, no gaps, no comments, no extra fields, one fixed time stamp. Equal
 * contents give equal bytes. Entries, in this order:
 *
 * <pre>
 * manifest.json            what this is; size and SHA-256 of every entry after it
 * model.onnx               inputs named after features, outputs {@code item} and {@code shop}
 * contract.json            the feature contract
 * vocabulary/TABLE.txt     one for each table with a vocabulary, in the order of their names
 * catalogue/items.bin      the encoded items
 * catalogue/shops.bin      the encoded shops
 * golden.json              requests with the scores they must give
 * model.sig                signature over all of the above; absent in a bundle for development
 * </pre>
 */
public final class BundleFormat {
  /** The newest bundle format this SDK reads, and the one it writes. */
  public static final int NEWEST_FORMAT = 1;

  /** The oldest bundle format this SDK reads. */
  public static final int OLDEST_FORMAT = 1;

  /** The version of this SDK, to be compared with what a bundle requires. */
  public static final String SDK_VERSION = "0.1.0";

  /** The newest ONNX IR version that every supported ONNX Runtime opens. */
  public static final int NEWEST_IR = 8;

  /** The newest ONNX opset that every supported ONNX Runtime opens. */
  public static final int NEWEST_OPSET = 17;

  /** The entry that describes the bundle. */
  public static final String MANIFEST = "manifest.json";

  /** The entry with the ONNX graph. */
  public static final String MODEL = "model.onnx";

  /** The entry with the feature contract. */
  public static final String CONTRACT = "contract.json";

  /** The entry with the encoded items. */
  public static final String ITEMS = "catalogue/items.bin";

  /** The entry with the encoded shops. */
  public static final String SHOPS = "catalogue/shops.bin";

  /** The entry with the golden vectors. */
  public static final String GOLDEN = "golden.json";

  /** The entry with the signature, the last one. */
  public static final String SIGNATURE = "model.sig";

  /** The usual ending of a bundle's file name. */
  public static final String FILE_ENDING = ".shopfuse";

  /** The most bytes of a bundle: what one Java buffer can hold. */
  public static final long MAX_BUNDLE_BYTES = Integer.MAX_VALUE;

  /** The most bytes of a JSON entry. */
  public static final int MAX_JSON_BYTES = 16 << 20;

  /** The most entries of a bundle. */
  public static final int MAX_ENTRIES = 512;

  /** The most characters of an entry's name. */
  public static final int MAX_NAME_LENGTH = 128;

  private static final String VOCABULARY_START = "vocabulary/";
  private static final String VOCABULARY_END = ".txt";

  private BundleFormat() {}

  /** Returns the name of the entry with the vocabulary of a table. */
  public static String vocabularyEntry(String table) {
    return VOCABULARY_START + table + VOCABULARY_END;
  }

  static void checkJsonSize(String name, int bytes) {
    if (bytes > MAX_JSON_BYTES) {
      throw new IllegalArgumentException(
          name + " has " + bytes + " bytes; at most " + MAX_JSON_BYTES + " are allowed");
    }
  }

  static boolean isVocabulary(String entry) {
    return entry.startsWith(VOCABULARY_START)
        && entry.endsWith(VOCABULARY_END)
        && entry.length() > VOCABULARY_START.length() + VOCABULARY_END.length();
  }

  static String tableOf(String vocabularyEntry) {
    return vocabularyEntry.substring(
        VOCABULARY_START.length(), vocabularyEntry.length() - VOCABULARY_END.length());
  }
}
