package dev.shopfuse.sample;

import android.content.Context;
import android.content.res.Configuration;
import android.graphics.Canvas;
import android.graphics.Color;
import android.graphics.ColorFilter;
import android.graphics.LinearGradient;
import android.graphics.Paint;
import android.graphics.Path;
import android.graphics.PixelFormat;
import android.graphics.Rect;
import android.graphics.Shader;
import android.graphics.drawable.Drawable;
import org.jspecify.annotations.Nullable;

/** A drawn picture of an item or shop: its category's sign on the category's colour. */
final class Artwork extends Drawable {
  private static final int[] SIGNS = {
    R.drawable.category_1, R.drawable.category_2, R.drawable.category_3, R.drawable.category_4,
    R.drawable.category_5, R.drawable.category_6, R.drawable.category_7, R.drawable.category_8,
  };
  private static final float[] HUES = {18, 262, 145, 340, 95, 205, 42, 178};

  private final Drawable sign;
  private final int number;
  private final float hue;
  private final boolean night;
  private final float corner;
  private final float signShare;
  private final Paint paint = new Paint(Paint.ANTI_ALIAS_FLAG);

  private Artwork(Context context, int category, int number, float cornerDp, float signShare) {
    this.sign = context.getDrawable(SIGNS[category - 1]).mutate();
    this.number = number;
    this.hue = (HUES[category - 1] + number * 7 % 25 - 12 + 360) % 360;
    int mode = context.getResources().getConfiguration().uiMode & Configuration.UI_MODE_NIGHT_MASK;
    this.night = mode == Configuration.UI_MODE_NIGHT_YES;
    this.corner = cornerDp * context.getResources().getDisplayMetrics().density;
    this.signShare = signShare;
  }

  static Artwork of(Context context, Item item) {
    return new Artwork(context, item.category(), item.number(), 12, 0.45f);
  }

  static Artwork of(Context context, Shop shop) {
    return new Artwork(context, shop.category(), shop.number(), 100, 0.5f);
  }

  @Override
  public void draw(Canvas canvas) {
    Rect box = getBounds();
    int save = canvas.save();
    float round = Math.min(corner, Math.min(box.width(), box.height()) / 2f);
    Path frame = new Path();
    frame.addRoundRect(box.left, box.top, box.right, box.bottom, round, round, Path.Direction.CW);
    drawGround(canvas, box, frame);
    canvas.clipPath(frame);
    drawRings(canvas, box);
    canvas.restoreToCount(save);
    drawSign(canvas, box);
  }

  private void drawGround(Canvas canvas, Rect box, Path frame) {
    paint.setStyle(Paint.Style.FILL);
    paint.setShader(
        new LinearGradient(
            box.left,
            box.top,
            box.right,
            box.bottom,
            colour(0.26f, night ? 0.36f : 0.96f),
            colour(0.42f, night ? 0.26f : 0.86f),
            Shader.TileMode.CLAMP));
    canvas.drawPath(frame, paint);
    paint.setShader(null);
  }

  /** Rings whose place depends on the number, so that neighbours do not look alike. */
  private void drawRings(Canvas canvas, Rect box) {
    paint.setStyle(Paint.Style.STROKE);
    paint.setStrokeWidth(box.height() / 14f);
    paint.setColor(Color.WHITE);
    paint.setAlpha(night ? 22 : 90);
    float x = box.left + box.width() * ((number * 37 + hue) % 100) / 100f;
    float y = box.top + box.height() * ((number * 61 + hue * 3) % 100) / 100f;
    for (int ring = 1; ring <= 3; ring++) {
      canvas.drawCircle(x, y, ring * box.height() / 4f, paint);
    }
  }

  private void drawSign(Canvas canvas, Rect box) {
    int size = Math.round(Math.min(box.width(), box.height()) * signShare);
    int left = box.centerX() - size / 2;
    int top = box.centerY() - size / 2;
    sign.setBounds(left, top, left + size, top + size);
    sign.setTint(colour(0.62f, night ? 0.92f : 0.42f));
    sign.draw(canvas);
  }

  private int colour(float saturation, float brightness) {
    return Color.HSVToColor(new float[] {hue, saturation, brightness});
  }

  @Override
  public void setAlpha(int alpha) {
    paint.setAlpha(alpha);
  }

  @Override
  public void setColorFilter(@Nullable ColorFilter filter) {
    paint.setColorFilter(filter);
  }

  @Override
  @SuppressWarnings("deprecation") // Abstract on the oldest Android this runs on.
  public int getOpacity() {
    return PixelFormat.TRANSLUCENT;
  }
}
