package io.weft.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The program's version, written into a resource by the build. */
public final class Version {
  private Version() {}

  public static String read() throws IOException {
    try (InputStream in = Version.class.getResourceAsStream("/io/weft/cli/version.properties")) {
      if (in == null) {
        throw new IOException("version.properties is missing from the program");
      }
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    }
  }
}
