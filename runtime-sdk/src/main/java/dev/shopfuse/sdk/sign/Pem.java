package dev.shopfuse.sdk.sign;

import dev.shopfuse.sdk.internal.Base64Text;
import java.util.ArrayList;
import java.util.List;

/** Blocks of PEM text (RFC 7468). */
final class Pem {
  private static final int LINE_LENGTH = 64;

  private Pem() {}

  static String block(String label, byte[] der) {
    StringBuilder text = new StringBuilder("-----BEGIN " + label + "-----\n");
    String base64 = Base64Text.encode(der);
    for (int i = 0; i < base64.length(); i += LINE_LENGTH) {
      text.append(base64, i, Math.min(base64.length(), i + LINE_LENGTH)).append('\n');
    }
    return text.append("-----END ").append(label).append("-----\n").toString();
  }

  /** Returns the contents of all blocks of a label; other blocks and text between are skipped. */
  static List<byte[]> blocks(String pem, String label) {
    String begin = "-----BEGIN " + label + "-----";
    String end = "-----END " + label + "-----";
    List<byte[]> blocks = new ArrayList<>();
    for (int from = pem.indexOf(begin); from >= 0; from = pem.indexOf(begin, from + 1)) {
      int to = pem.indexOf(end, from);
      if (to < 0) {
        throw new IllegalArgumentException("The PEM text lacks its \"" + end + "\"; it is cut off");
      }
      blocks.add(Base64Text.decode(pem.substring(from + begin.length(), to).replaceAll("\\s", "")));
    }
    return blocks;
  }
}
