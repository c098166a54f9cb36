package io.weft.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version of the program, which the build writes into a resource. */
public final class Version {
  private Version() {}

  /** The version, such as {@code 1.2.0} or {@code 1.2.0-SNAPSHOT}. */
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
