package dev.shopfuse;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows of docs/architecture.md. */
class ArchitectureTest {
  private static final JavaClasses SHOPFUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.shopfuse");

  @Test
  void modules_dependencies_followTheArrows() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("sdk")
        .definedBy("dev.shopfuse.sdk..")
        .layer("training")
        .definedBy("dev.shopfuse.training..")
        .layer("export")
        .definedBy("dev.shopfuse.export..")
        .layer("cli")
        .definedBy("dev.shopfuse.cli..")
        .whereLayer("cli")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("export")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("training")
        .mayOnlyBeAccessedByLayers("export", "cli")
        .check(SHOPFUSE);
  }

  @Test
  void packages_dependencies_areFreeOfCycles() {
    slices().matching("dev.shopfuse.(**)").should().beFreeOfCycles().check(SHOPFUSE);
  }

  @Test
  void internalPackages_access_isFromTheirModuleOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.shopfuse.sdk..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.shopfuse.sdk.internal..")
        .check(SHOPFUSE);
  }

  @Test
  void sdk_dependencies_areItsJsonReaderAndOnnxRuntime() {
    noClasses()
        .that()
        .resideInAPackage("dev.shopfuse.sdk..")
        .should()
        .dependOnClassesThat(
            DescribedPredicate.not(
                resideInAnyPackage(
                    "dev.shopfuse.sdk..",
                    "java..",
                    "com.grack.nanojson..",
                    "ai.onnxruntime..",
                    "org.jspecify..")))
        .check(SHOPFUSE);
  }

  @Test
  void sdk_signatures_showNoThirdPartyType() {
    methods()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat(
            resideInAPackage("dev.shopfuse.sdk..")
                .and(DescribedPredicate.not(resideInAPackage("dev.shopfuse.sdk.internal..")))
                .and(publicType()))
        .should(useOnlyOwnTypes())
        .check(SHOPFUSE);
  }

  @Test
  void network_dependencies_knowNoShop() {
    noClasses()
        .that()
        .resideInAPackage("dev.shopfuse.training.network..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.shopfuse..")
                .and(DescribedPredicate.not(resideInAPackage("dev.shopfuse.training.network.."))))
        .check(SHOPFUSE);
  }

  @Test
  void onnxWriter_dependencies_areOnnxOnly() {
    noClasses()
        .that()
        .resideInAPackage("dev.shopfuse.export.onnx..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("dev.shopfuse..", "org.deeplearning4j..", "org.nd4j..")
                .and(DescribedPredicate.not(resideInAPackage("dev.shopfuse.export.onnx.."))))
        .check(SHOPFUSE);
  }

  @Test
  void passesAndPictures_dependencies_knowNeitherNetworksNorShops() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.shopfuse.export.pass..", "dev.shopfuse.export.inspect..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("dev.shopfuse..", "org.deeplearning4j..", "org.nd4j..")
                .and(
                    DescribedPredicate.not(
                        resideInAnyPackage(
                            "dev.shopfuse.export",
                            "dev.shopfuse.export.onnx..",
                            "dev.shopfuse.export.pass..",
                            "dev.shopfuse.export.inspect.."))))
        .check(SHOPFUSE);
  }

  @Test
  void layerConverters_dependencies_knowNetworksButNoShop() {
    noClasses()
        .that()
        .resideInAPackage("dev.shopfuse.export.layer..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.shopfuse..")
                .and(
                    DescribedPredicate.not(
                        resideInAnyPackage(
                            "dev.shopfuse.export",
                            "dev.shopfuse.export.layer..",
                            "dev.shopfuse.export.onnx..",
                            "dev.shopfuse.training.network.."))))
        .check(SHOPFUSE);
  }

  private static DescribedPredicate<JavaClass> publicType() {
    return DescribedPredicate.describe(
        "are public", type -> type.getModifiers().contains(JavaModifier.PUBLIC));
  }

  private static ArchCondition<JavaMethod> useOnlyOwnTypes() {
    return new ArchCondition<>("use only types of the JDK and of the SDK") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        Stream.concat(Stream.of(method.getReturnType()), method.getParameterTypes().stream())
            .flatMap(type -> type.getAllInvolvedRawTypes().stream())
            .filter(type -> !ownOrJdk(type.getBaseComponentType()))
            .forEach(
                type ->
                    events.add(
                        SimpleConditionEvent.violated(
                            method, method.getFullName() + " shows " + type.getName())));
      }
    };
  }

  private static boolean ownOrJdk(JavaClass type) {
    return type.isPrimitive()
        || type.getPackageName().startsWith("java.")
        || type.getPackageName().startsWith("dev.shopfuse.sdk");
  }
}
