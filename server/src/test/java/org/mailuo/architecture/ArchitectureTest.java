package org.mailuo.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import counterexample.CounterexampleApplication;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mailuo.MailuoApplication;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.Violations;

/** The house stands as it was drawn, and each of its rules is shown to fail on a house that breaks it. */
class ArchitectureTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.mailuo");
    private static final JavaClasses COUNTEREXAMPLES = new ClassFileImporter().importPackages("counterexample");

    static Stream<Arguments> rules() {
        return Stream.of(
                        HouseRules.SHARED_IS_PURE,
                        HouseRules.SQL_LIVES_IN_STORES,
                        HouseRules.NOBODY_READS_THE_CLOCK,
                        HouseRules.PAGES_ASK_THE_SERVICE,
                        HouseRules.CONTROLLERS_ARE_PRIVATE,
                        HouseRules.RULES_ARE_PRIVATE_AND_PURE,
                        HouseRules.NO_FIELD_INJECTION,
                        HouseRules.NO_SETTERS,
                        HouseRules.STORES_OPEN_NO_TRANSACTIONS)
                .map(rule -> Arguments.of(rule.getDescription(), rule));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void theHouseKeepsTheRule(String description, ArchRule rule) {
        rule.check(HOUSE);
    }

    @ParameterizedTest(name = "can fail: {0}")
    @MethodSource("rules")
    void theRuleCanFail(String description, ArchRule rule) {
        assertThat(rule.evaluate(COUNTEREXAMPLES).hasViolation())
                .as(description)
                .isTrue();
    }

    @Test
    void modulesCallOnlyThoseBelowThem() {
        ApplicationModules.of(MailuoApplication.class).verify();
    }

    @Test
    void aModuleThatCallsUpwardsIsFound() {
        assertThatThrownBy(() -> ApplicationModules.of(CounterexampleApplication.class, (ImportOption) anywhere -> true)
                        .verify())
                .isInstanceOf(Violations.class);
    }
}
