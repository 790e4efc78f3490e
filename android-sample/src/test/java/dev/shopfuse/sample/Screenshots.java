package dev.shopfuse.sample;

import android.app.Activity;
import android.graphics.Bitmap;
import android.graphics.BitmapFactory;
import android.graphics.Canvas;
import android.graphics.Color;
import android.view.View;
import android.view.Window;
import android.widget.TextView;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.IntStream;

/** Draws screens, keeps them in target/screenshots, and compares them with approved ones. */
final class Screenshots {
  private static final File MADE = new File("target/screenshots");
  private static final File APPROVED = new File("src/test/screenshots");

  /**
   * Antialiasing may differ a little between machines; a line of text that moved or vanished
   * differs by more, in the tiles where it is: over a whole screen it would be lost.
   */
  private static final double MOST_DIFFERENT_PIXELS = 0.05;

  private static final int TILE = 32;
  private static final int SAME_COLOUR = 40;

  private Screenshots() {}

  /** Writes the same over what differs from run to run. */
  static void fixMeasurements(Activity main) {
    for (int id : new int[] {R.id.latency_last, R.id.latency_median, R.id.latency_open}) {
      Views.<TextView>find(main, id).setText("1.5 ms");
    }
    if (AppTest.isVisible(main, R.id.update_message)) {
      Views.<TextView>find(main, R.id.last_update).setText("Nov 25, 17:00");
    }
    AppTest.settle();
  }

  /** Draws a screen, and returns what is wrong with it; nothing if it looks as approved. */
  static List<String> problems(Activity activity, String name) {
    return problems(activity.getWindow(), name);
  }

  /** Draws a window, such as that of a dialog, and returns what is wrong with it. */
  static List<String> problems(Window window, String name) {
    Bitmap made = draw(window);
    return AppTest.onWorker(() -> compare(made, name));
  }

  private static List<String> compare(Bitmap made, String name) throws IOException {
    save(made, new File(MADE, name + ".png"));
    File approved = new File(APPROVED, name + ".png");
    if (!approved.exists()) {
      return List.of(
          "%s has no approved picture; look at %s/%s.png and copy it to %s if it is right"
              .formatted(name, MADE, name, APPROVED));
    }
    double different = difference(made, BitmapFactory.decodeFile(approved.getPath()));
    return different <= MOST_DIFFERENT_PIXELS
        ? List.of()
        : List.of(
            "%s differs in %.0f %% of a tile of %d x %d pixels; look at %s/%s.png"
                .formatted(name, different * 100, TILE, TILE, MADE, name));
  }

  static Bitmap draw(Window window) {
    View view = window.getDecorView();
    Bitmap bitmap = Bitmap.createBitmap(view.getWidth(), view.getHeight(), Bitmap.Config.ARGB_8888);
    view.draw(new Canvas(bitmap));
    return bitmap;
  }

  private static void save(Bitmap bitmap, File file) throws IOException {
    file.getParentFile().mkdirs();
    try (OutputStream out = new FileOutputStream(file)) {
      bitmap.compress(Bitmap.CompressFormat.PNG, 100, out);
    }
  }

  /** Returns the share of pixels that differ, 0 to 1, in the tile where it is largest. */
  static double difference(Bitmap left, Bitmap right) {
    int width = left.getWidth();
    if (width != right.getWidth() || left.getHeight() != right.getHeight()) {
      return 1;
    }
    int[] pixels = pixels(left);
    int[] others = pixels(right);
    int across = width / TILE + 1;
    int[] different = new int[across * (left.getHeight() / TILE + 1)];
    for (int i = 0; i < pixels.length; i++) {
      if (distance(pixels[i], others[i]) > SAME_COLOUR) {
        different[i / width / TILE * across + i % width / TILE]++;
      }
    }
    return (double) IntStream.of(different).max().getAsInt() / (TILE * TILE);
  }

  private static int[] pixels(Bitmap bitmap) {
    int[] pixels = new int[bitmap.getWidth() * bitmap.getHeight()];
    bitmap.getPixels(pixels, 0, bitmap.getWidth(), 0, 0, bitmap.getWidth(), bitmap.getHeight());
    return pixels;
  }

  private static int distance(int left, int right) {
    return Math.abs(Color.red(left) - Color.red(right))
        + Math.abs(Color.green(left) - Color.green(right))
        + Math.abs(Color.blue(left) - Color.blue(right));
  }
}
