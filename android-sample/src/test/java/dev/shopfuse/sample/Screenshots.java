package dev.shopfuse.sample;

import android.app.Activity;
import android.graphics.Bitmap;
import android.graphics.BitmapFactory;
import android.graphics.Canvas;
import android.graphics.Color;
import android.view.View;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Draws screens, keeps them in target/screenshots, and compares them with approved ones. */
final class Screenshots {
  private static final File MADE = new File("target/screenshots");
  private static final File APPROVED = new File("src/test/screenshots");

  /** Antialiasing may differ a little between machines; a moved line of text differs by more. */
  private static final double MOST_DIFFERENT_PIXELS = 0.01;

  private static final int SAME_COLOUR = 40;

  private Screenshots() {}

  /** Draws a screen, and returns what is wrong with it; nothing if it looks as approved. */
  static List<String> problems(Activity activity, String name) {
    Bitmap made = draw(activity.getWindow().getDecorView());
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
    double different = differentPixels(made, BitmapFactory.decodeFile(approved.getPath()));
    return different <= MOST_DIFFERENT_PIXELS
        ? List.of()
        : List.of(
            "%s differs in %.1f %% of its pixels; look at %s/%s.png"
                .formatted(name, different * 100, MADE, name));
  }

  /** Returns the share of pixels in which two screens differ, 0 to 1. */
  static double difference(Activity left, Activity right) {
    Bitmap drawn = draw(left.getWindow().getDecorView());
    return differentPixels(drawn, draw(right.getWindow().getDecorView()));
  }

  private static Bitmap draw(View view) {
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

  private static double differentPixels(Bitmap left, Bitmap right) {
    if (left.getWidth() != right.getWidth() || left.getHeight() != right.getHeight()) {
      return 1;
    }
    int different = 0;
    for (int y = 0; y < left.getHeight(); y++) {
      for (int x = 0; x < left.getWidth(); x++) {
        if (distance(left.getPixel(x, y), right.getPixel(x, y)) > SAME_COLOUR) {
          different++;
        }
      }
    }
    return (double) different / (left.getWidth() * left.getHeight());
  }

  private static int distance(int left, int right) {
    return Math.abs(Color.red(left) - Color.red(right))
        + Math.abs(Color.green(left) - Color.green(right))
        + Math.abs(Color.blue(left) - Color.blue(right));
  }
}
