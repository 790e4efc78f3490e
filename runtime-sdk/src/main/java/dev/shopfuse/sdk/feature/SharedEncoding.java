package dev.shopfuse.sdk.feature;

/** The encoding and the table of another feature, named by {@code of}. Immutable. */
public final class SharedEncoding extends Encoding {
  static final String KEY = "shared";

  private final String of;

  private SharedEncoding(String of) {
    this.of = of;
  }

  static SharedEncoding of(String feature) {
    return new SharedEncoding(feature);
  }

  /** Returns the name of the feature that is shared. */
  public String feature() {
    return of;
  }

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SharedEncoding && of.equals(((SharedEncoding) other).of);
  }

  @Override
  public int hashCode() {
    return of.hashCode();
  }
}
