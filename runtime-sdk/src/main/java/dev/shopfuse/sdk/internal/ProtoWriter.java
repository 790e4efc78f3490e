package dev.shopfuse.sdk.internal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Gathers the fields of one protobuf message; nothing is copied until {@link #write}. Not
 * thread-safe.
 */
public final class ProtoWriter {
  private final List<ByteBuffer> parts = new ArrayList<>();
  private int length;

  /** Adds bytes as they are, such as a whole field; they must not change before the end. */
  public ProtoWriter add(ByteBuffer bytes) {
    parts.add(bytes);
    length += bytes.remaining();
    return this;
  }

  /** Adds a whole number that is not negative. */
  public ProtoWriter number(int field, long value) {
    varint(field << 3);
    return varint(value);
  }

  /** Adds a text. */
  public ProtoWriter text(int field, String value) {
    return message(field, new ProtoWriter().add(ByteBuffer.wrap(Utf8.encode(value))));
  }

  /** Adds a message. */
  public ProtoWriter message(int field, ProtoWriter value) {
    varint((field << 3) | 2);
    varint(value.length);
    parts.addAll(value.parts);
    length += value.length;
    return this;
  }

  private ProtoWriter varint(long value) {
    byte[] bytes = new byte[10];
    int count = 0;
    long rest = value;
    while (rest > 127) {
      bytes[count++] = (byte) (rest | 128);
      rest >>>= 7;
    }
    bytes[count++] = (byte) rest;
    return add(ByteBuffer.wrap(bytes, 0, count));
  }

  /** Returns how many bytes the message has. */
  public int length() {
    return length;
  }

  /** Puts the message into a buffer. */
  public void write(ByteBuffer out) {
    for (ByteBuffer part : parts) {
      out.put(part.duplicate());
    }
  }
}
