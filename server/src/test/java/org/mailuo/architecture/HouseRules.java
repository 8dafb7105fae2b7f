package org.mailuo.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.conditions.ArchConditions.have;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;

/** The rules of the house that a compiler does not know, each with its reason. */
final class HouseRules {
    private static final Set<String> CLOCKS =
            Set.of("Instant", "LocalDate", "LocalDateTime", "LocalTime", "OffsetDateTime", "ZonedDateTime", "Year");

    private HouseRules() {}

    static final ArchRule SHARED_IS_PURE = noClasses()
            .that()
            .resideInAPackage("..shared..")
            .should()
            .dependOnClassesThat(resideInAPackage("org.springframework..")
                    .and(DescribedPredicate.not(resideInAPackage("org.springframework.modulith.."))))
            .as("shared knows no framework")
            .because("a rule must be readable, testable and mutable alone");

    static final ArchRule SQL_LIVES_IN_STORES = noClasses()
            .that(DescribedPredicate.not(HasName.Predicates.nameMatching(".*(Store|Trail|Audit\\w*)(\\$.*)?")))
            .and()
            .resideOutsideOfPackages("..database..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(JdbcClient.class)
            .as("SQL lives only in a module's Store")
            .because("whoever changes a table must find all of its SQL in one room");

    static final ArchRule NOBODY_READS_THE_CLOCK = noClasses()
            .that()
            .resideOutsideOfPackages("..database..")
            .should()
            .callMethodWhere(readsTheClock())
            .as("time comes in with the command, or from the injected Clock")
            .because("a decision is judged at the time of its fact, and a test must be able to set that time");

    static final ArchRule PAGES_ASK_THE_SERVICE = noClasses()
            .that()
            .resideInAPackage("..web..")
            .should()
            .dependOnClassesThat(nameMatching(".*(Store|Rules)").as("stores or rules"))
            .as("a page calls the module's service, never its store or rules")
            .because("what a page can do, the interface of another system must be able to do, by the same checks");

    static final ArchRule CONTROLLERS_ARE_PRIVATE = classes()
            .that()
            .areAnnotatedWith(Controller.class)
            .should()
            .notBePublic()
            .as("controllers are package-private")
            .because("no code calls a page");

    static final ArchRule RULES_ARE_PRIVATE_AND_PURE = classes()
            .that()
            .haveSimpleNameEndingWith("Rules")
            .should()
            .notBePublic()
            .andShould()
            .onlyDependOnClassesThat(DescribedPredicate.not(resideInAPackage("org.springframework..")))
            .as("rules are package-private and know no framework")
            .because("a rule is a function of its facts");

    static final ArchRule NO_FIELD_INJECTION = fields().should()
            .notBeAnnotatedWith(Autowired.class)
            .as("no field injection")
            .because("what a class needs stands in its constructor")
            .allowEmptyShould(true);

    static final ArchRule NO_SETTERS = noMethods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackages("..database..")
            .should(beSetters())
            .as("no public setters")
            .because("a value that changes behind somebody's back cannot be reasoned about");

    static final ArchRule STORES_OPEN_NO_TRANSACTIONS = noClasses()
            .that()
            .haveSimpleNameEndingWith("Store")
            .should()
            .beAnnotatedWith(Transactional.class)
            .as("stores open no transactions")
            .because("the service decides what belongs together");

    private static ArchCondition<JavaMethod> beSetters() {
        return have(DescribedPredicate.describe(
                "the shape of a setter",
                method -> method.getName().matches("set[A-Z].*")
                        && method.getRawParameterTypes().size() == 1));
    }

    private static DescribedPredicate<JavaMethodCall> readsTheClock() {
        return DescribedPredicate.describe("reads the clock", call -> {
            AccessTarget.MethodCallTarget target = call.getTarget();
            String owner = target.getOwner().getSimpleName();
            boolean bareNow = CLOCKS.contains(owner)
                    && target.getName().equals("now")
                    && target.getRawParameterTypes().isEmpty();
            return bareNow || (owner.equals("System") && target.getName().equals("currentTimeMillis"));
        });
    }
}
