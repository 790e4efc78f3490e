package dev.shopfuse.sdk.internal;

import java.nio.ByteBuffer;

/**
 * The fields of one protobuf message, one after the other, read where they lie. Not thread-safe;
 * makes one pass.
 *
 * <p>Every method throws {@link IllegalArgumentException} when the bytes are no such message.
 */
public final class ProtoFields {
  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED_32 = 5;

  private final ByteBuffer in;
  private int start;
  private int contentStart;
  private int number;
  private int type;
  private long value;

  /** Reads the remaining bytes of a buffer, whose position stays. */
  public ProtoFields(ByteBuffer message) {
    in = message.duplicate();
  }

  /** Moves to the next field and returns whether there is one. */
  public boolean next() {
    if (!in.hasRemaining()) {
      return false;
    }
    start = in.position();
    long key = varint();
    number = (int) (key >>> 3);
    type = (int) (key & 7);
    if (type == VARINT) {
      value = varint();
    } else {
      long length = type == BYTES ? varint() : type == FIXED_64 ? 8 : type == FIXED_32 ? 4 : -1;
      if (length < 0 || length > in.remaining()) {
        throw broken();
      }
      contentStart = in.position();
      in.position(contentStart + (int) length);
    }
    return true;
  }

  private long varint() {
    long result = 0;
    for (int shift = 0; shift < Long.SIZE && in.hasRemaining(); shift += 7) {
      byte part = in.get();
      result |= (part & 127L) << shift;
      if (part >= 0) {
        return result;
      }
    }
    throw broken();
  }

  private IllegalArgumentException broken() {
    return new IllegalArgumentException("the protobuf field at byte " + start + " is malformed");
  }

  /** Returns whether this field is a message, text or bytes of the given number. */
  public boolean isBytes(int wanted) {
    return number == wanted && type == BYTES;
  }

  /** Returns whether this field is a whole number of the given number. */
  public boolean isNumber(int wanted) {
    return number == wanted && type == VARINT;
  }

  /** Returns the whole number of this field. */
  public long value() {
    return value;
  }

  /** Returns what this message, text or bytes holds. */
  public ByteBuffer bytes() {
    return part(contentStart);
  }

  /** Returns this text. */
  public String text() {
    return Utf8.decode(bytes());
  }

  /** Returns the whole field with its number, as it is written. */
  public ByteBuffer field() {
    return part(start);
  }

  private ByteBuffer part(int from) {
    ByteBuffer part = in.duplicate();
    part.limit(in.position());
    part.position(from);
    return part;
  }
}
