package dev.shopfuse.benchmarks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows between the benchmarks and what they measure. */
class BenchmarkArchitectureTest {
  private static final JavaClasses SHOPFUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.shopfuse");

  @Test
  void product_dependencies_leaveBenchmarksOut() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.shopfuse.benchmarks..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.shopfuse.benchmarks..")
        .check(SHOPFUSE);
  }

  @Test
  void benchmarks_dependencies_areWhatAnApplicationSees() {
    noClasses()
        .that()
        .resideInAPackage("dev.shopfuse.benchmarks..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.shopfuse.sdk.internal..")
        .check(SHOPFUSE);
  }
}
