package io.weft.insight.finder;

import io.weft.bytes.IpAddress;

/** Tells attempts of scanners from those of users. */
final class Scanners {
  private Scanners() {}

  /** Did only clients fail at this server that scan? Their scan is a finding of its own. */
  static boolean only(AttemptLedger.Server server, AttemptLedger attempts) {
    for (IpAddress ip : server.clients()) {
      AttemptLedger.Client client = attempts.clients().get(ip);
      if (client == null || !ScanFinder.isScanner(client)) {
        return false;
      }
    }
    return !server.clients().isEmpty();
  }
}
