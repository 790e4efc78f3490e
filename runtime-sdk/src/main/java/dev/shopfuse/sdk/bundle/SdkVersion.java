package dev.shopfuse.sdk.bundle;

/** Versions of the form {@code 1.20.3}, compared number by number. */
public final class SdkVersion {
  private static final int PARTS = 3;
  private static final int MAX_PART = 99_999;

  private SdkVersion() {}

  /**
   * Returns a number that grows with the version.
   *
   * @throws IllegalArgumentException if the text is no version
   */
  public static long parse(String version) {
    String[] parts = version.split("\\.", -1);
    if (parts.length != PARTS) {
      throw malformed(version);
    }
    long number = 0;
    for (String part : parts) {
      number = number * (MAX_PART + 1) + parsePart(part, version);
    }
    return number;
  }

  private static int parsePart(String part, String version) {
    if (part.isEmpty() || part.length() > 5) {
      throw malformed(version);
    }
    for (int i = 0; i < part.length(); i++) {
      if (part.charAt(i) < '0' || part.charAt(i) > '9') {
        throw malformed(version);
      }
    }
    return Integer.parseInt(part);
  }

  private static IllegalArgumentException malformed(String version) {
    return new IllegalArgumentException(
        "SDK version is \"" + version + "\"; expected three numbers such as 0.1.0");
  }
}
