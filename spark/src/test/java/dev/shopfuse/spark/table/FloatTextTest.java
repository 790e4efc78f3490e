package dev.shopfuse.spark.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** DuckDB itself says what is right. */
class FloatTextTest {
  private static final double[] ODD = {
    0.0,
    -0.0,
    1,
    -1,
    100,
    0.1,
    1e-4,
    9.99e-5,
    1e15,
    9.999999999999998e15,
    1e16,
    1.5e16,
    2e23,
    1e22,
    2e-3,
    1735689600,
    5e-324,
    Double.MAX_VALUE,
    Double.MIN_NORMAL,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY
  };

  @Test
  void of_doubles_isWhatDuckDbWrites() throws SQLException {
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        PreparedStatement cast =
            duckDb.prepareStatement("SELECT CAST(CAST(? AS DOUBLE) AS VARCHAR)")) {
      for (double value : ODD) {
        assertThat(FloatText.of(value)).isEqualTo(written(cast, value));
      }
      Random random = new Random(1);
      for (int i = 0; i < 5_000; i++) {
        double any = Double.longBitsToDouble(random.nextLong());
        double usual = random.nextInt(1_000_000) / 1000.0;
        double halves = (random.nextLong() >> 10) / (double) (1 << random.nextInt(12));
        if (!Double.isNaN(any)) {
          assertThat(FloatText.of(any)).isEqualTo(written(cast, any));
        }
        assertThat(FloatText.of(usual)).isEqualTo(written(cast, usual));
        assertThat(FloatText.of(halves)).isEqualTo(written(cast, halves));
      }
    }
  }

  @Test
  void of_floatsOfSevenDigits_isWhatDuckDbWrites() throws SQLException {
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        PreparedStatement cast =
            duckDb.prepareStatement("SELECT CAST(CAST(? AS FLOAT) AS VARCHAR)")) {
      Random random = new Random(1);
      for (int i = 0; i < 5_000; i++) {
        float usual = random.nextInt(10_000_000) / 1000f;
        assertThat(FloatText.of(usual)).isEqualTo(written(cast, usual));
      }
    }
  }

  private static String written(PreparedStatement cast, Number value) throws SQLException {
    cast.setObject(1, value);
    try (ResultSet row = cast.executeQuery()) {
      row.next();
      return row.getString(1);
    }
  }
}
