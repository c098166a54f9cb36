package io.weft.report.html;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a page is made of. */
final class PagePartsTest {
  /** The library is not ours to change: these are the hashes of the published files. */
  @ParameterizedTest
  @CsvSource({
    "uplot/uPlot.iife.min.js,19c8d4c6ad88929a79f4ae49d6f7161566dfd0ba3d15cc495e974f787eb78f1f",
    "uplot/uPlot.min.css,df630c6a8d6f8eeaff264b50f73ce5b114f646ffd9a0bb74f049b0a00135fa04"
  })
  void theLibraryIsAsItsAuthorsShipIt(String name, String hash) throws Exception {
    try (InputStream in = PageParts.class.getResourceAsStream(name)) {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(in.readAllBytes());
      assertEquals(hash, HexFormat.of().formatHex(digest));
    }
  }

  @Test
  void theLibraryHasItsLicence() throws Exception {
    try (InputStream in = PageParts.class.getResourceAsStream("/META-INF/licenses/uplot/LICENSE")) {
      assertTrue(new String(in.readAllBytes(), UTF_8).contains("Leon Sorokin"));
    }
  }

  @Test
  void nothingOfTheProgramEndsOrLeavesItsElement() {
    for (String part : new String[] {PageParts.program(), PageParts.library()}) {
      assertFalse(part.contains("</script"), "the element ends too early");
      assertFalse(part.contains("<!--"), "the element does not end");
    }
    assertFalse(PageParts.style().contains("</style"));
  }

  @Test
  void modulesAreJoinedIntoOneScope() {
    String program = PageParts.program();
    assertFalse(program.lines().anyMatch(line -> line.startsWith("import ")), "an import is left");
    assertFalse(program.lines().anyMatch(line -> line.startsWith("export ")), "an export is left");
  }

  @Test
  void aHashIsThatOfTheContent() {
    assertEquals("'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='", PageParts.source("abc"));
  }
}
