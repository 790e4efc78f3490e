package dev.shopfuse.export.onnx;

/** The type of a tensor's elements, with its number in the ONNX format. */
public enum ElementType {
  FLOAT(1, 4),
  INT8(3, 1),
  INT32(6, 4),
  INT64(7, 8),
  BOOL(9, 1),
  FLOAT16(10, 2),
  DOUBLE(11, 8);

  private final int code;
  private final int bytes;

  ElementType(int code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  /** Returns the number of this type in an ONNX file. */
  public int code() {
    return code;
  }

  /** Returns how many bytes one element takes. */
  public int bytes() {
    return bytes;
  }

  /**
   * Returns the type with a number of the ONNX format.
   *
   * @throws IllegalArgumentException if no supported type has this number
   */
  public static ElementType ofCode(long code) {
    for (ElementType type : values()) {
      if (type.code == code) {
        return type;
      }
    }
    throw new IllegalArgumentException("Element type " + code + " is not supported.");
  }
}
