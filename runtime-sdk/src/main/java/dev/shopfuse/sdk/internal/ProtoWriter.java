package dev.shopfuse.sdk.internal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Writes the fields of one protobuf message. Not thread-safe. */
public final class ProtoWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Copies bytes as they are, such as a whole field. */
  public ProtoWriter copy(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    out.write(copy, 0, copy.length);
    return this;
  }

  /** Writes a whole number that is not negative. */
  public ProtoWriter number(int field, long value) {
    varint(field << 3);
    varint(value);
    return this;
  }

  /** Writes a message, text or bytes. */
  public ProtoWriter bytes(int field, byte[] value) {
    varint((field << 3) | 2);
    varint(value.length);
    out.write(value, 0, value.length);
    return this;
  }

  private void varint(long value) {
    long rest = value;
    while (rest > 127) {
      out.write((int) ((rest & 127) | 128));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  /** Returns the message. */
  public byte[] toByteArray() {
    return out.toByteArray();
  }
}
