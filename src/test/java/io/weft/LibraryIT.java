package io.weft;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * The example project, compiled and run as a user's program would be: against the library's jar and
 * what Maven gives to those who depend on it, and nothing else.
 */
final class LibraryIT {
  private static final Path EXAMPLE =
      Path.of("src/test/example/src/main/java/com/example/Calls.java");
  private static final Path POM = Path.of("pom.xml");

  @TempDir Path temporary;

  @Test
  void theExampleCompilesAndRunsWithTheJarAndItsDependencies() throws Exception {
    List<String> path = new ArrayList<>();
    path.add(temporary.toString());
    path.add(jar().toString());
    dependencies().values().forEach(jar -> path.add(jar.toString()));
    String classPath = String.join(File.pathSeparator, path);
    compile(classPath);
    assertEquals(
        """
        10.1.0.2 calls 10.1.0.80
        tcp:0 FROM_CLIENT: 73 bytes
        tcp:0 FROM_SERVER: 284 bytes
        tcp:0 HTTP status 200
        tcp:1 FROM_CLIENT: 73 bytes
        10.1.0.2 calls 10.1.0.80
        tcp:1 FROM_SERVER: 284 bytes
        tcp:1 HTTP status 200
        tcp:0 ended: SF
        tcp:1 ended: SF
        """,
        run(classPath));
  }

  @Test
  void whatOnlyTheCommandLineNeedsDoesNotReachAUser() throws Exception {
    assertEquals(
        List.of(
            "dec", // Brotli
            "jackson-annotations",
            "jackson-core",
            "jackson-databind",
            "jna",
            "lz4-java",
            "maxmind-db",
            "pcap4j-core",
            "re2j",
            "slf4j-api",
            "xz",
            "zstd-jni"),
        List.copyOf(dependencies().keySet()));
  }

  private void compile(String classPath) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    int code =
        compiler.run(
            null,
            messages,
            messages,
            "-d",
            temporary.toString(),
            "-cp",
            classPath,
            "-proc:none",
            "-Xlint:all",
            "-Werror",
            EXAMPLE.toString());
    assertEquals(0, code, messages.toString(UTF_8));
  }

  private static String run(String classPath) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                "com.example.Calls",
                "samples/fast-open.pcap")
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), out);
    assertEquals(0, process.exitValue(), out);
    return out;
  }

  /** The library's jar, which is the one without its dependencies inside. */
  private static Path jar() throws Exception {
    String version = child(root(POM), "version").getTextContent();
    return Path.of(System.getProperty("weft.build.directory"), "weft-" + version + ".jar");
  }

  /**
   * The jars that Maven gives to those who depend on the library, by their artifacts' names: what
   * the poms from ours on ask for at compile time or run time and do not call optional. All of them
   * are on the class path of this test as well, each with its pom beside it.
   */
  private static Map<String, Path> dependencies() throws Exception {
    Map<String, Path> found = new TreeMap<>();
    Deque<Path> poms = new ArrayDeque<>(List.of(POM));
    while (!poms.isEmpty()) {
      for (String artifact : required(poms.remove())) {
        Path jar = onClassPath(artifact);
        if (found.put(artifact, jar) == null) {
          String name = jar.getFileName().toString();
          poms.add(jar.resolveSibling(name.substring(0, name.length() - 3) + "pom"));
        }
      }
    }
    return found;
  }

  private static List<String> required(Path pom) throws Exception {
    List<String> artifacts = new ArrayList<>();
    Element dependencies = child(root(pom), "dependencies");
    if (dependencies == null) {
      return artifacts;
    }
    for (Node node = dependencies.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element dependency
          && List.of("compile", "runtime").contains(text(dependency, "scope", "compile"))
          && text(dependency, "optional", "false").equals("false")) {
        artifacts.add(child(dependency, "artifactId").getTextContent());
      }
    }
    return artifacts;
  }

  private static Path onClassPath(String artifact) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(jar -> jar.getFileName().toString().matches(artifact + "-\\d.*\\.jar"))
        .findFirst()
        .orElseThrow(() -> new AssertionError(artifact + " is not on the class path"));
  }

  private static Element root(Path pom)
      throws IOException, ParserConfigurationException, SAXException {
    assertTrue(Files.exists(pom), pom.toString());
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(pom.toFile())
        .getDocumentElement();
  }

  /** Null for none. */
  private static Element child(Element parent, String name) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child && child.getTagName().equals(name)) {
        return child;
      }
    }
    return null;
  }

  private static String text(Element parent, String name, String otherwise) {
    Element child = child(parent, name);
    return child == null ? otherwise : child.getTextContent().strip();
  }
}
