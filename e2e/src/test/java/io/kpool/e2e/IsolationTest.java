package io.kpool.e2e;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.parallel.Isolated;

/** Who takes away what all share runs while nobody else does. */
@AnalyzeClasses(packagesOf = Kpool.class, importOptions = ImportOption.OnlyIncludeTests.class)
class IsolationTest {
    @ArchTest
    static final ArchRule WHO_TAKES_THE_OPERATOR_OR_A_NODE_AWAY_IS_ALONE = methods()
            .that()
            .areDeclaredIn(Kpool.class)
            .and()
            .haveNameMatching("killOperator|stopOperator|startOperator|install|uninstall|drain")
            .should()
            .onlyBeCalled()
            .byClassesThat()
            .areAnnotatedWith(Isolated.class);
}
