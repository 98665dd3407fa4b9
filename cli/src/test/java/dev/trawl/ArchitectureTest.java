package dev.trawl;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** Who may know whom. ARCHITECTURE.md tells why each room is where it is. */
@AnalyzeClasses(packages = "dev.trawl", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final DescribedPredicate<JavaClass> QUERY =
            resideInAnyPackage("dev.trawl.trace..", "dev.trawl.query..", "dev.trawl.index..");
    private static final DescribedPredicate<JavaClass> INDEXER = resideInAnyPackage(
            "dev.trawl.mlflow..",
            "dev.trawl.source..",
            "dev.trawl.sync..",
            "dev.trawl.indexer..",
            "dev.trawl.export..",
            "dev.trawl.care..");
    private static final String CLI = "dev.trawl.cli..";
    private static final String LUCENE = "org.apache.lucene..";

    @ArchTest
    static final ArchRule everyClassHasARoom = classes()
            .should(be(QUERY.or(INDEXER).or(resideInAPackage(CLI))))
            .because("a new room needs a line in ARCHITECTURE.md and in this test");

    @ArchTest
    static final ArchRule queryKnowsNeitherIndexerNorCommandLine =
            noClasses().that(QUERY).should().dependOnClassesThat(INDEXER.or(resideInAPackage(CLI)));

    @ArchTest
    static final ArchRule indexerKnowsNoCommandLine =
            noClasses().that(INDEXER).should().dependOnClassesThat().resideInAPackage(CLI);

    @ArchTest
    static final ArchRule aTraceKnowsNothingElseOfTrawl = noClasses()
            .that()
            .resideInAPackage("dev.trawl.trace..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.trawl..").and(not(resideInAPackage("dev.trawl.trace.."))));

    @ArchTest
    static final ArchRule theMeaningOfAFilterKnowsNoLucene = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.trawl.query.parse..",
                    "dev.trawl.query.bind..",
                    "dev.trawl.query.regex..",
                    "dev.trawl.query.scan..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(LUCENE)
            .because("the scan is the reference that every back end is measured by");

    @ArchTest
    static final ArchRule parsingKnowsNoLaterStage = noClasses()
            .that()
            .resideInAPackage("dev.trawl.query.parse..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.trawl.trace..",
                    "dev.trawl.index..",
                    "dev.trawl.query.bind..",
                    "dev.trawl.query.scan..",
                    "dev.trawl.query.lucene..");

    @ArchTest
    static final ArchRule onlyTheIndexAndItsUsersKnowLucene = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.trawl.query..",
                    "dev.trawl.index..",
                    "dev.trawl.indexer..",
                    "dev.trawl.sync..",
                    "dev.trawl.care..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(LUCENE);

    @ArchTest
    static final ArchRule onlyMlflowSpeaksHttp = noClasses()
            .that()
            .resideOutsideOfPackage("dev.trawl.mlflow..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("okhttp3..", "okio..", "java.net.http..");

    @ArchTest
    static final ArchRule onlyTheCommandLineKnowsPicocli = noClasses()
            .that()
            .resideOutsideOfPackage(CLI)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");

    @ArchTest
    static final ArchRule onlyTheCommandLineWritesToTheTerminal = noClasses()
            .that()
            .resideOutsideOfPackage(CLI)
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule onlyMainsAndTheEndOfASignalEndTheProcess = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.trawl.cli.Main")
            .and()
            .doNotHaveFullyQualifiedName("dev.trawl.cli.Rehearsal")
            .and()
            // A signal has ended the process already; this says with which code.
            .doNotHaveFullyQualifiedName("dev.trawl.cli.console.StopSignal")
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class);

    @ArchTest
    static final ArchRule nobodyLogs = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.logging..", "org.slf4j..")
            .because("what a person should know is a return value that the command line shows");

    @ArchTest
    static final ArchRule textIsFoldedPerCodePoint = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.trawl.query.scan..",
                    "dev.trawl.query.text..",
                    "dev.trawl.query.regex..",
                    "dev.trawl.query.lucene..")
            .should()
            .callMethodWhere(target(owner(type(String.class))).and(target(nameMatching("to(Lower|Upper)Case"))))
            .because("String.toLowerCase writes a sigma at the end of a word differently, which loses true matches");

    @ArchTest
    static final ArchRule theStagesOfAQueryFormNoCycle =
            slices().matching("dev.trawl.query.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule namesComeFromTheDomain = noClasses()
            .should()
            .haveNameMatching(".*\\.(Abstract|Base)[A-Z][^.]*|.*(Util|Utils|Helper|Helpers|Manager|Impl)$");

    @ArchTest
    static final ArchRule everyPackageIsNullMarked = classes().should(resideInANullMarkedPackage());

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return new ArchCondition<>("reside in a package whose package-info.java says @NullMarked") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                boolean marked = item.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(item, marked, item.getName() + " is in " + item.getPackageName()));
            }
        };
    }
}
