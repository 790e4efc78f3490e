package dev.shopfuse.spark;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows around Spark: it points to training and the SDK, and nothing points to it. */
class SparkArchitectureTest {
  private static final JavaClasses SHOPFUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.shopfuse");

  @Test
  void spark_isSeenFromItsModuleOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.shopfuse.spark..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.shopfuse.spark..", "org.apache.spark..", "org.apache.hadoop..", "scala..")
        .check(SHOPFUSE);
  }

  @Test
  void spark_dependsNeitherOnExportNorOnTheCommandLine() {
    noClasses()
        .that()
        .resideInAPackage("dev.shopfuse.spark..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.shopfuse.export..").or(resideInAPackage("dev.shopfuse.cli..")))
        .check(SHOPFUSE);
  }

  @Test
  void packages_dependencies_areFreeOfCycles() {
    JavaClasses spark =
        SHOPFUSE.that(
            DescribedPredicate.describe(
                "of this module", type -> type.getPackageName().startsWith("dev.shopfuse.spark")));
    slices().matching("dev.shopfuse.(**)").should().beFreeOfCycles().check(spark);
  }
}
