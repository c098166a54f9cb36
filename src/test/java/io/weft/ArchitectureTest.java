package io.weft;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.weft.cli.Main;
import java.io.FileDescriptor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may import whom. A part that does not exist yet breaks no rule. */
final class ArchitectureTest {
  private static final String[] PROTOCOLS = {
    "protocol.link..",
    "protocol.network..",
    "protocol.transport..",
    "protocol.tunnel..",
    "protocol.app.."
  };

  /** Classes of a package that can be overseen. */
  private static final int MAX_FILES = 34;

  private static JavaClasses weft;

  /**
   * Each part (a package pattern under {@code io.weft}) with the parts it may import besides
   * itself, in the order of the way a packet goes.
   */
  private static Map<String, String[]> arrows() {
    Map<String, String[]> arrows = new LinkedHashMap<>();
    arrows.put("bytes..", new String[] {});
    arrows.put("capture", new String[] {"bytes.."});
    arrows.put("capture.compression", new String[] {"capture", "bytes.."});
    arrows.put("capture.reader", new String[] {"capture", "capture.compression", "bytes.."});
    arrows.put("capture.pcap", new String[] {"capture", "capture.reader", "bytes.."});
    arrows.put("capture.pcapng", new String[] {"capture", "capture.reader", "bytes.."});
    arrows.put("capture.bpf", new String[] {"capture", "bytes.."});
    arrows.put(
        "capture.open",
        new String[] {
          "capture",
          "capture.compression",
          "capture.reader",
          "capture.pcap",
          "capture.pcapng",
          "bytes.."
        });
    arrows.put(
        "capture.write",
        new String[] {
          "capture", "capture.compression", "capture.pcap", "capture.pcapng", "bytes.."
        });
    arrows.put(
        "capture.live..",
        new String[] {"capture", "capture.open", "capture.bpf", "capture.pcap", "bytes.."});
    arrows.put("dissect..", new String[] {"bytes.."});
    arrows.put("protocol.link..", new String[] {"dissect..", "bytes.."});
    arrows.put("protocol.network..", new String[] {"dissect..", "bytes.."});
    arrows.put("protocol.transport..", new String[] {"dissect..", "bytes.."});
    arrows.put("protocol.tunnel..", new String[] {"dissect..", "bytes.."});
    arrows.put("protocol.app..", new String[] {"dissect..", "stream..", "bytes.."});
    arrows.put("protocol", with(PROTOCOLS, "dissect..", "bytes.."));
    arrows.put("stream..", new String[] {"bytes.."});
    String[] flow = {"dissect..", "protocol.network..", "protocol.transport..", "bytes.."};
    arrows.put("flow", flow);
    arrows.put("flow.segment", with(flow, "flow"));
    arrows.put("flow.table", with(flow, "flow", "flow.segment", "stream.."));
    arrows.put("flow.analysis", with(flow, "flow", "flow.segment", "stream.."));
    arrows.put(
        "flow.numbering", new String[] {"dissect..", "flow.segment", "flow.table", "bytes.."});
    arrows.put("flow.application", with(flow, "flow", "flow.segment", "flow.table", "stream.."));
    arrows.put(
        "flow.tcp",
        with(
            flow,
            "flow",
            "flow.segment",
            "flow.table",
            "flow.analysis",
            "flow.numbering",
            "flow.application",
            "stream.."));
    arrows.put(
        "flow.track",
        with(
            flow,
            "flow",
            "flow.segment",
            "flow.table",
            "flow.application",
            "flow.tcp",
            "stream.."));
    String[] insight = {"dissect..", "protocol.app..", "flow", "bytes.."};
    arrows.put("insight", with(insight, "insight.time"));
    arrows.put("insight.time", insight);
    arrows.put("insight.proof", with(insight, "insight", "insight.time"));
    arrows.put("insight.application", with(insight, "insight", "insight.time", "insight.proof"));
    arrows.put(
        "insight.finder",
        with(insight, "insight", "insight.time", "insight.proof", "insight.application"));
    arrows.put("insight.story", with(insight, "insight", "insight.time"));
    arrows.put("filter", new String[] {"filter.syntax", "dissect..", "bytes.."});
    arrows.put("filter.syntax", new String[] {"bytes.."});
    arrows.put(
        "analysis..",
        with(
            PROTOCOLS,
            "protocol",
            "capture..",
            "dissect..",
            "stream..",
            "flow",
            "flow.track",
            "filter..",
            "bytes.."));
    String[] report = {"analysis..", "flow", "dissect..", "capture..", "protocol.app..", "bytes.."};
    arrows.put("report", report);
    arrows.put("report.json", with(report, "report"));
    arrows.put("report.text", with(report, "report", "report.json"));
    arrows.put("report.monitor", with(report, "report", "report.json", "report.text"));
    arrows.put("report.tree", with(report, "report.json", "report.text"));
    arrows.put("report.field", with(report, "report.json", "report.text", "report.table"));
    arrows.put("report.follow", with(report, "report", "report.json", "report.text"));
    arrows.put("report.extract", with(report, "report", "report.json"));
    arrows.put("report.har", with(report, "report", "report.json"));
    arrows.put("report.exchange", with(report, "report", "report.json", "report.text"));
    arrows.put("report.explain", with(report, "insight..", "report", "report.json", "report.text"));
    arrows.put(
        "report.document",
        with(report, "insight..", "report", "report.json", "report.text", "report.explain"));
    arrows.put(
        "report.html",
        with(
            report,
            "insight..",
            "report",
            "report.json",
            "report.text",
            "report.document",
            "report.explain"));
    String[] table =
        with(
            report,
            "insight..",
            "report",
            "report.json",
            "report.text",
            "report.exchange",
            "report.explain");
    arrows.put("report.table", table);
    arrows.put("report.parquet", new String[] {"report.table"});
    String[] cli = {
      "analysis..",
      "report..",
      "insight..",
      "filter..",
      "capture..",
      "flow",
      "dissect..",
      "protocol",
      "bytes.."
    };
    arrows.put("cli.terminal", cli);
    arrows.put("cli.option", with(cli, "cli.terminal"));
    arrows.put("cli.command", with(cli, "cli.terminal", "cli.option"));
    arrows.put("cli.reference", with(cli, "cli.option", "cli.command"));
    arrows.put("cli", with(cli, "cli.terminal", "cli.option", "cli.command", "cli.reference"));
    arrows.put(
        "spark..",
        new String[] {
          "analysis..", "report..", "insight..", "capture..", "flow", "dissect..", "protocol"
        });
    return arrows;
  }

  @BeforeAll
  static void importClasses() {
    weft =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages("io.weft");
    assertTrue(weft.contain(Main.class), "the program's classes are looked at");
  }

  @Test
  void everyPartImportsOnlyWhatItMay() {
    arrows().forEach((part, others) -> rule(part, others).check(weft));
  }

  @Test
  void everyClassBelongsToAPart() {
    Set<String> strangers = new TreeSet<>();
    DescribedPredicate<JavaClass> known =
        resideInAnyPackage(
            arrows().keySet().stream().map(ArchitectureTest::full).toArray(String[]::new));
    for (JavaClass each : weft) {
      boolean isDescription = each.getSimpleName().equals("package-info");
      if (!isDescription && !known.test(each)) {
        strangers.add(each.getPackageName());
      }
    }
    assertEquals(Set.of(), strangers);
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching("io.weft.(**)").should().beFreeOfCycles().check(weft);
  }

  /** A protocol may use the helpers of its layer, which know no protocol. */
  @Test
  void protocolsNeverImportOneAnother() {
    slices()
        .assignedFrom(new ByProtocol())
        .should()
        .notDependOnEachOther()
        .ignoreDependency(alwaysTrue(), isHelper())
        .check(weft);
  }

  @Test
  void onlyLiveCaptureKnowsLibpcap() {
    noClasses()
        .that(outside("capture.live.."))
        .should()
        .dependOnClassesThat(resideInAnyPackage("org.pcap4j..", "com.sun.jna.."))
        .check(weft);
  }

  @Test
  void onlyLookUpsOfPlacesKnowTheirDatabases() {
    noClasses()
        .that(outside("analysis.geoip.."))
        .should()
        .dependOnClassesThat(resideInAnyPackage("com.maxmind.."))
        .check(weft);
  }

  @Test
  void onlyTheCommandLineTouchesTheProcess() {
    noClasses()
        .that(outside("cli.."))
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .accessField(System.class, "in")
        .orShould()
        .accessField(FileDescriptor.class, "out")
        .orShould()
        .accessField(FileDescriptor.class, "err")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .dependOnClassesThat(resideInAnyPackage("org.apache.commons.cli..", "org.jline.."))
        .check(weft);
  }

  @Test
  void nobodyPrintsAStackTrace() {
    noClasses()
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "it prints a stack trace", call -> call.getName().equals("printStackTrace")))
        .check(weft);
  }

  @Test
  void connectionsAreUnknownToThoseWhoReadStreams() {
    noClasses()
        .that(resideInAPackage(full("flow.application..")))
        .should()
        .dependOnClassesThat(resideInAPackage(full("protocol.transport.tcp..")))
        .check(weft);
  }

  @Test
  void nobodyChangesAnotherPackagesFields() {
    fields().that().arePublic().should().beFinal().check(weft);
  }

  @Test
  void aPackageCanBeOverseen() {
    Map<String, Integer> files = new TreeMap<>();
    for (JavaClass each : weft) {
      boolean isFile = !each.getName().contains("$");
      files.merge(each.getPackageName(), isFile ? 1 : 0, Integer::sum);
    }
    files.values().removeIf(count -> count <= MAX_FILES);
    assertEquals(Map.of(), files, "packages of more than " + MAX_FILES + " files");
  }

  @Test
  void whatIsStaticIsFinal() {
    // $assertionsDisabled and the arrays of switch maps are final too.
    fields().that().areStatic().should().beFinal().allowEmptyShould(true).check(weft);
  }

  private static ArchRule rule(String part, String... others) {
    DescribedPredicate<JavaClass> allowed = resideInAPackage(full(part));
    for (String other : others) {
      allowed = allowed.or(resideInAPackage(full(other)));
    }
    DescribedPredicate<JavaClass> outsideWeft =
        DescribedPredicate.not(resideInAPackage("io.weft.."));
    return classes()
        .that(resideInAPackage(full(part)))
        .should()
        .onlyDependOnClassesThat(
            outsideWeft.or(allowed).as("are in %s or any of %s", part, String.join(", ", others)))
        .allowEmptyShould(true);
  }

  private static DescribedPredicate<JavaClass> outside(String part) {
    return DescribedPredicate.not(resideInAPackage(full(part))).as("outside %s", part);
  }

  private static String full(String part) {
    return "io.weft." + part;
  }

  private static String[] with(String[] some, String... more) {
    String[] all = new String[some.length + more.length];
    System.arraycopy(some, 0, all, 0, some.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }

  /** Classes that a whole layer of protocols shares: those that lie in no protocol's package. */
  private static DescribedPredicate<JavaClass> isHelper() {
    DescribedPredicate<JavaClass> helpers =
        resideInAnyPackage(
            Stream.of(PROTOCOLS)
                .map(layer -> full(layer.replace("..", "")))
                .toArray(String[]::new));
    return helpers.as("are helpers of a layer");
  }

  /** A slice a protocol package: {@code protocol.link.arp}, {@code protocol.app.http} and so on. */
  private static final class ByProtocol implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass each) {
      String name = each.getPackageName();
      if (!name.startsWith("io.weft.protocol.")) {
        return SliceIdentifier.ignore();
      }
      // Packages below a protocol's own are parts of it.
      String[] parts = name.substring("io.weft.protocol.".length()).split("\\.", -1);
      return SliceIdentifier.of(parts.length < 2 ? parts[0] : parts[0] + "." + parts[1]);
    }

    @Override
    public String getDescription() {
      return "protocol packages";
    }
  }
}
