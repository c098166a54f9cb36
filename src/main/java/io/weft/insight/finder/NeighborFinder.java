package io.weft.insight.finder;

import io.weft.bytes.IpAddress;
import io.weft.dissect.Arrival;
import io.weft.flow.NeighborMessage;
import io.weft.insight.CaptureState;
import io.weft.insight.Finder;
import io.weft.insight.Finding;
import io.weft.insight.FindingKind;
import io.weft.insight.Message;
import io.weft.insight.Severity;
import io.weft.insight.proof.Ledger;
import io.weft.insight.proof.Proof;
import java.util.Locale;
import java.util.function.Consumer;

/** Addresses that two hosts of a link claim, and addresses that nobody answers for. */
final class NeighborFinder implements Finder {
  /** Linux asks three times before it gives up (RFC 4861 has three as well). */
  private static final int ATTEMPTS = 3;

  private final Ledger<Address, Account> addresses = new Ledger<>(Account::new);

  /**
   * @param vlan -1 without one
   */
  private record Address(IpAddress ip, int vlan) {}

  private static final class Account {
    private final Proof claims = new Proof();
    private final Proof questions = new Proof();
    private long hardware = -1;
    private long other = -1;
    private long changes;
    private long asked;
    private boolean isAnswered;
  }

  @Override
  public boolean wantsNeighbors() {
    return true;
  }

  @Override
  public void onNeighbor(NeighborMessage message, Arrival arrival) {
    if (message.isRequest() && !message.isAboutSender()) {
      addresses.with(
          new Address(message.target(), message.vlan()),
          account -> {
            account.asked++;
            account.questions.add(null, arrival.number(), arrival.nanos());
          });
    }
    IpAddress named = message.isArp() || message.isRequest() ? message.sender() : message.target();
    long hardware = message.hardware();
    if (hardware < 0 || (named.high() == 0 && named.low() == 0)) {
      return; // who asks whether an address is free does not claim it yet
    }
    addresses.with(
        new Address(named, message.vlan()), account -> claim(account, hardware, arrival));
  }

  private static void claim(Account account, long hardware, Arrival arrival) {
    account.isAnswered = true;
    if (account.hardware < 0) {
      account.hardware = hardware;
    } else if (account.hardware != hardware) {
      account.changes++;
      account.other = account.hardware;
      account.hardware = hardware;
      account.claims.add(null, arrival.number(), arrival.nanos());
    }
  }

  @Override
  public void report(CaptureState state, Consumer<Finding> findings) {
    addresses.all().forEach((address, account) -> report(address, account, findings));
  }

  private static void report(Address address, Account account, Consumer<Finding> findings) {
    String ip = address.ip.toString();
    if (account.changes > 0) {
      // One change may be a fail-over, or the same address in two networks of a tunnel.
      boolean isDispute = account.changes > 1;
      findings.accept(
          new Finding(
              FindingKind.DUPLICATE_ADDRESS,
              isDispute ? Severity.WARNING : Severity.INFO,
              Message.of(
                  isDispute ? "duplicate-address" : "duplicate-address.once",
                  ip,
                  mac(account.other),
                  mac(account.hardware),
                  account.changes),
              account.claims.packets(),
              null,
              Message.of("duplicate-address.next", ip),
              null,
              account.changes));
    }
    if (account.asked >= ATTEMPTS && !account.isAnswered) {
      findings.accept(
          new Finding(
              FindingKind.SILENT_NEIGHBOR,
              Severity.NOTE,
              Message.of("silent-neighbor", ip, account.asked),
              account.questions.packets(),
              null,
              Message.of("silent-neighbor.next", ip),
              null,
              account.asked));
    }
  }

  /** {@code 02:00:00:00:00:01} */
  private static String mac(long hardware) {
    StringBuilder text = new StringBuilder();
    for (int shift = 40; shift >= 0; shift -= 8) {
      text.append(String.format(Locale.ROOT, "%02x", hardware >> shift & 0xFF));
      text.append(shift == 0 ? "" : ":");
    }
    return text.toString();
  }
}
