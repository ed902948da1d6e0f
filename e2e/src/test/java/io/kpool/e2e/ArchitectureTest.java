package io.kpool.e2e;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the modules, as CONTRIBUTING.md draws them. */
@AnalyzeClasses(packages = "io.kpool", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule POOL_KNOWS_ONLY_THE_JDK = classes()
            .that()
            .resideInAPackage("io.kpool.pool..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "io.kpool.pool..");

    @ArchTest
    static final ArchRule POOL_DOES_NOTHING_ITSELF = noClasses()
            .that()
            .resideInAPackage("io.kpool.pool..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.io..", "java.nio.file..", "java.net..")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Thread.class, java.time.Clock.class);

    @ArchTest
    static final ArchRule RESOURCES_STAND_ALONE = noClasses()
            .that()
            .resideInAPackage("io.kpool.crd..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.kpool.pool..",
                    "io.kpool.protocol..",
                    "io.kpool.operator..",
                    "io.kpool.worker..",
                    "io.quarkus..",
                    "io.javaoperatorsdk..");

    @ArchTest
    static final ArchRule PROTOCOL_STANDS_ALONE = noClasses()
            .that()
            .resideInAPackage("io.kpool.protocol..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.kpool.pool..", "io.kpool.crd..", "io.kpool.operator..", "io.kpool.worker..");

    @ArchTest
    static final ArchRule OPERATOR_AND_WORKER_MEET_ONLY_ON_THE_WIRE = noClasses()
            .that()
            .resideInAPackage("io.kpool.operator..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.kpool.worker..", "io.kpool.cluster..");

    @ArchTest
    static final ArchRule WORKER_KNOWS_NO_KUBERNETES = noClasses()
            .that()
            .resideInAPackage("io.kpool.worker..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.kpool.operator..", "io.kpool.crd..", "io.kpool.cluster..", "io.fabric8..", "io.quarkus..");

    @ArchTest
    static final ArchRule CLIENT_MEETS_THE_OPERATOR_ONLY_ON_THE_WIRE = noClasses()
            .that()
            .resideInAPackage("io.kpool.client..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.kpool.operator..",
                    "io.kpool.worker..",
                    "io.kpool.pool..",
                    "io.kpool.cluster..",
                    "io.quarkus..");

    @ArchTest
    static final ArchRule PLUGIN_MEETS_ALL_OTHERS_ONLY_ON_THE_WIRE = classes()
            .that()
            .resideInAPackage("io.kpool.kubectl..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..", "javax.net.ssl..", "com.fasterxml.jackson..", "picocli..", "io.kpool.kubectl..");

    @ArchTest
    static final ArchRule PLUGIN_PRINTS_WITHOUT_ASKING = noClasses()
            .that()
            .resideInAPackage("io.kpool.kubectl.print..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.kpool.kubectl.wire..", "io.kpool.kubectl.command..", "java.net..", "java.nio.file..");

    @ArchTest
    static final ArchRule NOTHING_OF_KPOOL_NEEDS_THE_CLIENT = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.kpool.operator..",
                    "io.kpool.worker..",
                    "io.kpool.pool..",
                    "io.kpool.protocol..",
                    "io.kpool.crd..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.kpool.client..");

    @ArchTest
    static final ArchRule CLUSTER_KNOWS_NOTHING_OF_KPOOL = noClasses()
            .that()
            .resideInAPackage("io.kpool.cluster..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.kpool.pool..",
                    "io.kpool.protocol..",
                    "io.kpool.crd..",
                    "io.kpool.operator..",
                    "io.kpool.worker..");

    @ArchTest
    static final ArchRule PLANNERS_AND_STATUS_ARE_PURE = noClasses()
            .that()
            .haveSimpleNameEndingWith("Planner")
            .or()
            .haveSimpleNameEndingWith("Plan")
            .or()
            .haveSimpleNameEndingWith("StatusFactory")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.fabric8.kubernetes.client..", "io.javaoperatorsdk..", "io.quarkus..", "io.grpc..");

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS = noClasses()
            .that()
            .resideOutsideOfPackage("io.kpool.protocol..")
            .should()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Impl");
}
