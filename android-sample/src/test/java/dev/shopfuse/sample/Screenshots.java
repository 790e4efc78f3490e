package dev.shopfuse.sample;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Draws screens, keeps them in target/screenshots, and compares them with approved ones. */
final class Screenshots {
  private static final File MADE = new File("target/screenshots");
  private static final File APPROVED = new File("src/test/screenshots");

  /** Antialiasing may differ a little between machines; a moved line of text differs by more. */
  private static final double MOST_DIFFERENT_PIXELS = 0.01;

  private static final int SAME_COLOUR = 40;

  private Screenshots() {}

  /** Draws a screen and compares it. A screen without an approved picture fails. */
  static void check(Activity activity, String name) {
    Bitmap made = draw(activity.getWindow().getDecorView());
    AppTest.onWorker(
        () -> {
          compare(made, name);
          return made;
        });
  }

  private static void compare(Bitmap made, String name) throws IOException {
    save(made, new File(MADE, name + ".png"));
    File approved = new File(APPROVED, name + ".png");
    if (Boolean.getBoolean("q")) {
      return;
    }
    assertThat(approved)
        .as("approved picture; look at target/screenshots/%s.png and copy it if it is right", name)
        .exists();
    double different = differentPixels(made, BitmapFactory.decodeFile(approved.getPath()));
    assertThat(different)
        .as("share of pixels of %s that differ; look at it in target/screenshots", name)
        .isLessThanOrEqualTo(MOST_DIFFERENT_PIXELS);
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

  static double differentPixels(Bitmap left, Bitmap right) {
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
