package dev.shopfuse.spark.table;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.Predicate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Floating-point columns as text. Spark writes them as Java does ({@code 1.7356896E9}), DuckDB with
 * the fewest digits and an exponent only from 10<sup>16</sup> up and below 10<sup>-4</sup> ({@code
 * 1735689600.0}); the same file is to give the same words on both.
 *
 * <p>Of 32-bit columns this holds for numbers of up to seven digits; of longer ones DuckDB may
 * write a digit more than tells them apart.
 */
final class FloatText {
  private static final int LEAST_EXPONENT = -4;
  private static final int LEAST_LARGE_EXPONENT = 16;

  private FloatText() {}

  /**
   * Returns a column as text: as DuckDB writes it where it is floating-point, else as Spark does.
   */
  static Column of(Column column, DataType type) {
    if (type.equals(DataTypes.DoubleType)) {
      UDF1<Double, String> text = value -> value == null ? null : of(value.doubleValue());
      return functions.udf(text, DataTypes.StringType).apply(column);
    }
    if (type.equals(DataTypes.FloatType)) {
      UDF1<Float, String> text = value -> value == null ? null : of(value.floatValue());
      return functions.udf(text, DataTypes.StringType).apply(column);
    }
    return column.cast("string");
  }

  static String of(double value) {
    if (!isUsual(value)) {
      return unusual(value);
    }
    return text(shortest(Double.toString(value), digits -> digits.doubleValue() == value));
  }

  static String of(float value) {
    if (!isUsual(value)) {
      return unusual(value);
    }
    return text(shortest(Float.toString(value), digits -> digits.floatValue() == value));
  }

  private static boolean isUsual(double value) {
    return Double.isFinite(value) && value != 0;
  }

  private static String unusual(double value) {
    if (value == 0) {
      return Double.doubleToRawLongBits(value) == 0 ? "0.0" : "-0.0";
    }
    return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
  }

  /** Before Java 19 a number's text may have digits too many. */
  private static BigDecimal shortest(String javas, Predicate<BigDecimal> isSame) {
    BigDecimal digits = new BigDecimal(javas).stripTrailingZeros();
    while (digits.precision() > 1) {
      BigDecimal fewer =
          digits
              .round(new MathContext(digits.precision() - 1, RoundingMode.HALF_EVEN))
              .stripTrailingZeros();
      if (!isSame.test(fewer)) {
        break;
      }
      digits = fewer;
    }
    return digits;
  }

  private static String text(BigDecimal digits) {
    int exponent = digits.precision() - digits.scale() - 1;
    if (exponent >= LEAST_EXPONENT && exponent < LEAST_LARGE_EXPONENT) {
      return digits.scale() > 0 ? digits.toPlainString() : digits.toPlainString() + ".0";
    }
    String mantissa = digits.movePointLeft(exponent).toPlainString();
    return "%se%s%02d".formatted(mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
  }
}
