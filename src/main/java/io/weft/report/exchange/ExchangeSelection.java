package io.weft.report.exchange;

import io.weft.dissect.Exchange;
import java.util.Locale;
import java.util.Set;

/**
 * A choice of exchanges: those that fit all of its parts.
 *
 * @param protocols names of the protocols; empty for all
 * @param host a name that is asked for, or one below which it lies; null for all
 * @param status how it ended, in which {@code x} stands for any character: {@code 404}, {@code
 *     5xx}, {@code nxdomain}; null for all
 * @param slowerThan only those that took longer than so many nanoseconds; -1 for all
 * @param unanswered only those without an answer?
 */
public record ExchangeSelection(
    Set<String> protocols, String host, String status, long slowerThan, boolean unanswered) {

  public ExchangeSelection {
    protocols = Set.copyOf(protocols);
    host = host == null ? null : host.toLowerCase(Locale.ROOT);
    status = status == null ? null : status.toLowerCase(Locale.ROOT);
  }

  /** Is the exchange chosen? */
  public boolean matches(Exchange exchange) {
    if (!protocols.isEmpty() && !protocols.contains(exchange.protocol().name())) {
      return false;
    }
    if (host == null && status == null && slowerThan < 0 && !unanswered) {
      return true;
    }
    ExchangeFacts facts = ExchangeFacts.of(exchange);
    return (host == null || isBelow(facts.host()))
        && (status == null || hasStatus(facts.status()))
        && (slowerThan < 0 || facts.nanos() > slowerThan)
        && !(unanswered && facts.answered());
  }

  private boolean isBelow(String name) {
    if (name == null) {
      return false;
    }
    String lower = name.toLowerCase(Locale.ROOT);
    // A port may stand behind the host of a request.
    int colon = lower.lastIndexOf(':');
    String bare = colon > 0 && lower.indexOf(':') == colon ? lower.substring(0, colon) : lower;
    return bare.equals(host) || bare.endsWith("." + host);
  }

  private boolean hasStatus(String found) {
    if (found == null || found.length() != status.length()) {
      return false;
    }
    for (int i = 0; i < status.length(); i++) {
      char wanted = status.charAt(i);
      if (wanted != 'x' && wanted != Character.toLowerCase(found.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
