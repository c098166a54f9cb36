package io.weft.insight.finder;

import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.dissect.Span;
import io.weft.flow.Flow;
import io.weft.flow.FlowRecord;
import io.weft.flow.TcpSegment;
import io.weft.insight.CaptureState;
import io.weft.insight.Finder;
import io.weft.insight.Finding;
import io.weft.insight.FindingKind;
import io.weft.insight.Message;
import io.weft.insight.Severity;
import io.weft.insight.proof.Ledger;
import io.weft.insight.proof.Place;
import io.weft.insight.proof.Proof;
import java.util.IdentityHashMap;
import java.util.function.Consumer;

/**
 * What the time to live tells: resets that a box between sends in the name of an end, packets that
 * go in a circle, and ends whose packets come by another way than before.
 */
final class TtlFinder implements Finder {
  /**
   * Firewalls forget idle connections after minutes; a shorter silence was no time-out of theirs.
   */
  private static final long IDLE_NANOS = 30_000_000_000L;

  /** A route that changes by a hop or two does so for data as well. */
  private static final int OTHER_MACHINE = 3;

  /** Segments of an end after which its time to live is known. */
  private static final int FEW = 2;

  /** A mirror port shows a packet on both sides of a router, but not on so many. */
  private static final int ROUNDS = 3;

  /**
   * No path of the Internet is longer, and traceroute, which has packets expire on purpose, tries
   * no more.
   */
  private static final int LONGEST_PATH = 30;

  /** Estimated memory of what is kept of an open connection, in bytes. */
  private static final int BYTES_EACH = 112;

  private final IdentityHashMap<Flow, Ends> open = new IdentityHashMap<>();

  /** The flow of the last segment: the next is mostly of the same. */
  private Flow lastFlow;

  private Ends last;
  private final Ledger<Place, Account> resets = new Ledger<>(Account::new);
  private final Ledger<Place, Account> loops = new Ledger<>(Account::new);
  private final Ledger<Place, Account> changes = new Ledger<>(Account::new);

  private static final class Ends {
    private final End client = new End();
    private final End server = new End();
    private long lastNanos = TcpSegment.NONE;

    /** The last silence that was long enough for a box to forget the connection. */
    private long idleNanos;

    /** Did a box between reset the connection in the name of an end? */
    private boolean isCut;
  }

  private static final class End {
    private int timeToLive = -1;
    private int segments;
    private int copyOf = -1;
    private int copyTimeToLive;
    private int rounds;
    private boolean hasChanged;

    /** Has it said nothing since the silence? */
    private boolean isSilent;
  }

  private static final class Account {
    private final Proof proof = new Proof();
    private long times;
    private int usual;
    private int other;
    private long idle;
    private boolean isSeen;
  }

  @Override
  public boolean wantsSegments() {
    return true;
  }

  @Override
  public void onSegment(Flow flow, TcpSegment segment, Arrival arrival) {
    Ends ends = flow == lastFlow ? last : open.get(flow);
    if (ends == null) {
      ends = new Ends();
      open.put(flow, ends);
    }
    lastFlow = flow;
    last = ends;
    boolean isClient = segment.direction() == Direction.FROM_CLIENT;
    End end = isClient ? ends.client : ends.server;
    if (ends.lastNanos != TcpSegment.NONE && arrival.nanos() - ends.lastNanos >= IDLE_NANOS) {
      ends.idleNanos = arrival.nanos() - ends.lastNanos;
      ends.client.isSilent = true;
      ends.server.isSilent = true;
    }
    if (segment.isCopy()) {
      copy(flow, segment, end, arrival);
    } else if (segment.isReset()) {
      reset(flow, segment, ends, end, arrival);
    } else {
      if (!end.hasChanged && end.segments >= FEW && segment.timeToLive() != end.timeToLive) {
        change(flow, segment, end, arrival);
      }
      end.timeToLive = segment.timeToLive();
      end.segments++;
      end.isSilent = false;
    }
    ends.lastNanos = arrival.nanos();
  }

  private static Place place(Flow flow, Direction sender) {
    return sender == Direction.FROM_CLIENT
        ? new Place(flow.client(), flow.clientPort())
        : Place.server(flow);
  }

  private void copy(Flow flow, TcpSegment segment, End end, Arrival arrival) {
    int timeToLive = segment.timeToLive();
    boolean isNext = segment.identification() == end.copyOf && timeToLive < end.copyTimeToLive;
    end.rounds = isNext ? end.rounds + 1 : 1;
    end.copyOf = segment.identification();
    end.copyTimeToLive = timeToLive;
    if (end.rounds == ROUNDS) {
      loops.with(
          place(flow, segment.direction().opposite()),
          account -> {
            account.times++;
            account.isSeen = true;
            account.proof.add(flow.name(), arrival.number(), arrival.nanos());
          });
    }
  }

  private void change(Flow flow, TcpSegment segment, End end, Arrival arrival) {
    end.hasChanged = true;
    boolean isClient = segment.direction() == Direction.FROM_CLIENT;
    changes.with(
        isClient ? new Place(flow.client(), -1) : Place.server(flow),
        account -> {
          account.times++;
          account.usual = end.timeToLive;
          account.other = segment.timeToLive();
          account.proof.add(flow.name(), arrival.number(), arrival.nanos());
        });
  }

  private void reset(Flow flow, TcpSegment segment, Ends ends, End end, Arrival arrival) {
    int difference = Math.abs(segment.timeToLive() - end.timeToLive);
    if (end.segments < FEW || difference < OTHER_MACHINE || !end.isSilent) {
      return; // many systems send resets with another time to live than data
    }
    ends.isCut = true;
    resets.with(
        place(flow, segment.direction()),
        account -> {
          account.times++;
          account.usual = end.timeToLive;
          account.other = segment.timeToLive();
          account.idle = Math.max(account.idle, ends.idleNanos);
          account.proof.add(flow.name(), arrival.number(), arrival.nanos());
        });
  }

  /** Did a box between reset a connection, which has not left yet? */
  boolean isCut(Flow flow) {
    Ends ends = open.get(flow);
    return ends != null && ends.isCut;
  }

  @Override
  public void onReversed(Flow flow, Arrival arrival) {
    drop(flow);
  }

  @Override
  public void onClosed(Flow flow, FlowRecord record) {
    Ends ends = open.get(flow);
    if (ends != null && IcmpFinder.isTimeExceeded(record.icmp())) {
      expired(record, Math.max(ends.client.timeToLive, ends.server.timeToLive));
    }
    drop(flow);
  }

  /**
   * A router reports that it dropped a packet of the flow, which had time to live when captured.
   */
  private void expired(FlowRecord record, int timeToLive) {
    if (timeToLive <= LONGEST_PATH || isLoop(record)) {
      return;
    }
    loops.with(
        Place.server(record),
        account -> {
          account.times++;
          account.usual = Math.max(account.usual, timeToLive);
          account.proof.add(record.name(), record.icmp().packet(), record.icmp().nanos());
        });
  }

  /** Were packets of the flow, or of others to the same place, seen to go in a circle? */
  boolean isLoop(FlowRecord record) {
    Account toServer = loops.get(Place.server(record));
    Account toClient = loops.get(new Place(record.client().ip(), record.client().port()));
    return (toServer != null && toServer.isSeen) || (toClient != null && toClient.isSeen);
  }

  /** Is it known that packets to a place go in a circle? */
  boolean isLoop(Place place) {
    return loops.get(place) != null;
  }

  @Override
  public void forget(Flow flow) {
    drop(flow);
  }

  private void drop(Flow flow) {
    open.remove(flow);
    lastFlow = null;
    last = null;
  }

  @Override
  public long keptBytes() {
    return (long) BYTES_EACH * open.size();
  }

  @Override
  public void report(CaptureState state, Consumer<Finding> findings) {
    resets
        .all()
        .forEach(
            (place, account) ->
                findings.accept(
                    finding(
                        FindingKind.BOX_RESET,
                        Severity.WARNING,
                        account,
                        Message.of(
                            "box-reset",
                            place.toString(),
                            account.times,
                            new Span(account.idle),
                            (long) account.other,
                            (long) account.usual))));
    loops
        .all()
        .forEach(
            (place, account) ->
                findings.accept(
                    finding(
                        FindingKind.ROUTING_LOOP,
                        Severity.WARNING,
                        account,
                        Message.of(
                            account.isSeen ? "routing-loop" : "routing-loop.reported",
                            place.toString(),
                            account.times,
                            (long) account.usual))));
    changes
        .all()
        .forEach(
            (place, account) ->
                findings.accept(
                    finding(
                        FindingKind.TTL_CHANGE,
                        Severity.NOTE,
                        account,
                        Message.of(
                            "ttl-change",
                            place.toString(),
                            account.times,
                            (long) account.usual,
                            (long) account.other))));
  }

  private static Finding finding(
      FindingKind kind, Severity severity, Account account, Message sentence) {
    return new Finding(
        kind,
        severity,
        sentence,
        account.proof.packets(),
        null,
        Message.of(kind.id() + ".next"),
        account.proof.flow(),
        account.times);
  }
}
