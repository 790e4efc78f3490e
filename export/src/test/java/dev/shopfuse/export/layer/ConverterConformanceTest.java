package dev.shopfuse.export.layer;

import dev.shopfuse.export.ConformanceCase;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@EnabledIfSystemProperty(named = ConformanceCase.DIRECTORY, matches = ".+")
class ConverterConformanceTest {
  static Stream<ContractCase> cases() {
    return ConverterContractTest.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void write_eachCase(ContractCase each) throws IOException {
    each.conformance().write();
  }
}
