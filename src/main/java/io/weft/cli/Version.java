package io.weft.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The program's version, written into a resource by the build. */
final class Version {
  private Version() {}

  static String read() throws IOException {
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      if (in == null) {
        throw new IOException("version.properties is missing from the program");
      }
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    }
  }
}
