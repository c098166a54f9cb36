package io.weft.report.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weft.testing.Programs;
import io.weft.testing.Programs.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program, whose jar has no Parquet: it lies beside. */
final class ParquetIT {
  private static final Path BUILT = Path.of(System.getProperty("weft.build.directory"));
  private static final String CAPTURE = "samples/dns-http.pcapng";

  @TempDir Path folder;

  @RegisterExtension final Programs programs = new Programs();

  @Test
  void theProgramsJarHasNoneOfIt() throws Exception {
    try (JarFile jar = new JarFile(BUILT.resolve("weft.jar").toFile())) {
      assertTrue(jar.stream().noneMatch(entry -> entry.getName().contains("parquet")));
    }
  }

  @Test
  void theLauncherWritesParquetAndOverwritesNothing() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "the launcher is a POSIX shell script");
    String file = folder.resolve("flows.parquet").toString();
    String weft = Programs.weft().toString();
    Result result = run(weft, "flows", "--format", "parquet", "-o", file, CAPTURE);
    assertEquals("", result.err());
    assertEquals(0, result.code());
    assertEquals("2", ParquetTest.query("SELECT count(*) FROM '" + file + "'").get(0));

    assertEquals(1, run(weft, "dns", "--format", "parquet", "-o", file, CAPTURE).code());
    assertEquals("2", ParquetTest.query("SELECT count(*) FROM '" + file + "'").get(0));
    assertEquals(0, run(weft, "dns", "--format", "parquet", "--force", "-o", file, CAPTURE).code());
    assertEquals("dns", ParquetTest.query("SELECT protocol FROM '" + file + "'").get(0));
  }

  @Test
  void withoutItsFolderItSaysSoAndWritesNothing() throws Exception {
    Path jar = folder.resolve("weft.jar");
    Files.copy(BUILT.resolve("weft.jar"), jar);
    Path file = folder.resolve("flows.parquet");
    Result result =
        run(
            System.getProperty("java.home") + "/bin/java",
            "-jar",
            jar.toString(),
            "flows",
            "--format",
            "parquet",
            "-o",
            file.toString(),
            CAPTURE);
    assertEquals(1, result.code());
    assertTrue(result.err().contains("'parquet'"), result.err());
    assertFalse(Files.exists(file));
  }

  private Result run(String... command) throws IOException, InterruptedException {
    return programs.run(command);
  }
}
