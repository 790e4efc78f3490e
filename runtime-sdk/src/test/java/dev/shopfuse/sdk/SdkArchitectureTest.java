package dev.shopfuse.sdk;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SdkArchitectureTest {
  private static final JavaClasses SDK =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.shopfuse.sdk");

  @Test
  void packages_sdk_haveNoCycles() {
    slices().matching("dev.shopfuse.(**)").should().beFreeOfCycles().check(SDK);
  }

  @Test
  void features_package_knowsNothingAboveIt() {
    noClasses()
        .that()
        .resideInAPackage("dev.shopfuse.sdk.feature")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.shopfuse.sdk", "dev.shopfuse.sdk.bundle")
        .check(SDK);
  }

  @Test
  void bundles_package_makesNoNativeCall() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.shopfuse.sdk")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.onnxruntime..")
        .check(SDK);
  }

  @Test
  void dependencies_sdk_areThoseOfAndroidAndTwoMore() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java.io",
            "java.lang..",
            "java.math",
            "java.nio",
            "java.nio.channels",
            "java.nio.charset",
            "java.net",
            "java.security..",
            "java.util",
            "java.util.concurrent..",
            "java.util.function",
            "java.util.zip",
            "com.grack.nanojson",
            "ai.onnxruntime",
            "org.jspecify.annotations",
            "dev.shopfuse.sdk..")
        .check(SDK);
  }

  /** Outside {@code internal}, whatever a caller can see is ours or the JDK's. */
  @Test
  void signatures_public_holdNoForeignType() {
    Set<String> foreign = new TreeSet<>();
    for (JavaClass type : SDK) {
      if (type.getModifiers().contains(JavaModifier.PUBLIC)
          && !type.getPackageName().endsWith(".internal")) {
        for (JavaCodeUnit unit : type.getCodeUnits()) {
          if (unit.getModifiers().contains(JavaModifier.PUBLIC)) {
            addForeign(foreign, unit.getRawReturnType(), unit);
            unit.getRawParameterTypes().forEach(seen -> addForeign(foreign, seen, unit));
            unit.getThrowsClause().getTypes().forEach(seen -> addForeign(foreign, seen, unit));
          }
        }
      }
    }
    assertThat(foreign).isEmpty();
  }

  private static void addForeign(Set<String> foreign, JavaClass seen, JavaCodeUnit unit) {
    String name = seen.getBaseComponentType().getPackageName();
    boolean ours = name.startsWith("dev.shopfuse.sdk") && !name.endsWith(".internal");
    if (!seen.getBaseComponentType().isPrimitive() && !name.startsWith("java.") && !ours) {
      foreign.add(unit.getFullName() + " shows " + seen.getName());
    }
  }
}
