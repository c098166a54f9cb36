package io.weft.protocol.app.syslog;

/** What facilities and severities are called (RFC 5424 section 6.2.1). */
final class SyslogNames {
  private static final String[] FACILITIES = {
    "kern",
    "user",
    "mail",
    "daemon",
    "auth",
    "syslog",
    "lpr",
    "news",
    "uucp",
    "cron",
    "authpriv",
    "ftp",
    "ntp",
    "audit",
    "alert",
    "clock",
    "local0",
    "local1",
    "local2",
    "local3",
    "local4",
    "local5",
    "local6",
    "local7"
  };

  private static final String[] SEVERITIES = {
    "emergency", "alert", "critical", "error", "warning", "notice", "informational", "debug"
  };

  private SyslogNames() {}

  /** Name of a facility, or null. */
  static String facility(long number) {
    return number < FACILITIES.length ? FACILITIES[(int) number] : null;
  }

  /** Name of a severity, 0 to 7; null for any other number. */
  static String severity(long number) {
    return number < SEVERITIES.length ? SEVERITIES[(int) number] : null;
  }
}
