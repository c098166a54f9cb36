package io.weft.cli.command;

import io.weft.bytes.IpAddress;
import io.weft.capture.live.ProcessTable;
import io.weft.flow.EndpointRecord;
import io.weft.flow.Flow;
import io.weft.flow.FlowName;
import io.weft.flow.FlowRecord;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Ties flows that begin or end on this machine to processes. The thread that tracks flows tells of
 * new ones and takes what is known when their records are made; another one does the looking, soon
 * after a flow begins, while its process most likely lives.
 */
final class FlowProcesses implements AutoCloseable {
  /** Flows that wait to be looked up; what finds no room stays without a process. */
  private static final int WAITING = 1 << 14;

  /** Open flows whose processes are kept. */
  private static final int KEPT = 1 << 18;

  /** A flow whose process is not found is looked for again, so many times. */
  private static final int TRIES = 3;

  /** Looking takes no more than one part in so many of a processor's time. */
  private static final int SHARE = 20;

  private static final long SHORTEST_NANOS = 100_000_000L;
  private static final long ADDRESSES_NANOS = 10_000_000_000L;

  private final ProcessTable table;
  private final ArrayBlockingQueue<Ends> waiting = new ArrayBlockingQueue<>(WAITING);
  private final Map<FlowName, Ends> open = new HashMap<>();
  private final Thread thread = new Thread(this::run, "weft-processes");
  private volatile Set<IpAddress> addresses;
  private volatile String failure;
  private volatile boolean closed;
  private long missed;

  /**
   * Looks once, and begins to wait for flows.
   *
   * @throws IOException where the system does not tell
   */
  FlowProcesses(ProcessTable table) throws IOException {
    this.table = table;
    addresses = ownAddresses();
    table.scan();
    thread.setDaemon(true);
    thread.start();
  }

  /** A flow, and what is found out about it. */
  private static final class Ends {
    final int ipProtocol;
    final IpAddress client;
    final int clientPort;
    final IpAddress server;
    final int serverPort;
    int tries;
    volatile EndpointRecord.LocalProcess clientProcess;
    volatile EndpointRecord.LocalProcess serverProcess;
    volatile boolean over;

    Ends(Flow flow, IpAddress client, IpAddress server) {
      ipProtocol = flow.ipProtocol();
      this.client = client;
      clientPort = flow.clientPort();
      this.server = server;
      serverPort = flow.serverPort();
    }
  }

  /** A flow has begun. */
  void onOpened(Flow flow) {
    if (flow.ipProtocol() != ProcessTable.TCP && flow.ipProtocol() != ProcessTable.UDP) {
      return;
    }
    IpAddress client = flow.client();
    IpAddress server = flow.server();
    if (!addresses.contains(client) && !addresses.contains(server)) {
      return;
    }
    Ends ends = new Ends(flow, client, server);
    if (open.size() < KEPT && waiting.offer(ends)) {
      open.put(flow.name(), ends);
    } else {
      missed++;
    }
  }

  /** The record with the processes that are known, of a flow that goes on. */
  FlowRecord withProcesses(FlowRecord record) {
    return with(open.get(record.name()), record);
  }

  /** Likewise of a flow that has ended. */
  FlowRecord onClosed(FlowRecord record) {
    Ends ends = open.remove(record.name());
    if (ends != null) {
      ends.over = true;
    }
    return with(ends, record);
  }

  private static FlowRecord with(Ends ends, FlowRecord record) {
    if (ends == null || (ends.clientProcess == null && ends.serverProcess == null)) {
      return record;
    }
    // The ends may have changed their roles meanwhile.
    boolean same =
        record.client().ip().equals(ends.client) && record.client().port() == ends.clientPort;
    return same
        ? record.withProcesses(ends.clientProcess, ends.serverProcess)
        : record.withProcesses(ends.serverProcess, ends.clientProcess);
  }

  private void run() {
    List<Ends> looking = new ArrayList<>();
    long addressesNanos = System.nanoTime();
    try {
      while (!closed) {
        if (looking.isEmpty()) {
          Ends first = waiting.poll(1, TimeUnit.SECONDS);
          if (first == null) {
            continue;
          }
          looking.add(first);
        }
        waiting.drainTo(looking, WAITING - looking.size());
        long began = System.nanoTime();
        if (began - addressesNanos > ADDRESSES_NANOS) {
          addressesNanos = began;
          addresses = ownAddresses();
        }
        table.scan();
        for (Iterator<Ends> each = looking.iterator(); each.hasNext(); ) {
          if (lookUp(each.next())) {
            each.remove();
          }
        }
        long took = System.nanoTime() - began;
        TimeUnit.NANOSECONDS.sleep(Math.max(SHORTEST_NANOS, took * SHARE));
      }
    } catch (IOException e) {
      failure = "processes are no longer known: " + e.getMessage();
    } catch (InterruptedException e) {
      closed = true; // nobody asks any more
    }
  }

  /** Is there no need to look for it again? */
  private boolean lookUp(Ends ends) {
    if (ends.over) {
      return true;
    }
    boolean isClientOwn = addresses.contains(ends.client);
    boolean isServerOwn = addresses.contains(ends.server);
    if (isClientOwn && ends.clientProcess == null) {
      ends.clientProcess =
          process(
              table.find(
                  ends.ipProtocol, ends.client, ends.clientPort, ends.server, ends.serverPort));
    }
    if (isServerOwn && ends.serverProcess == null) {
      ends.serverProcess =
          process(
              table.find(
                  ends.ipProtocol, ends.server, ends.serverPort, ends.client, ends.clientPort));
    }
    boolean isDone =
        (!isClientOwn || ends.clientProcess != null)
            && (!isServerOwn || ends.serverProcess != null);
    return isDone || ++ends.tries == TRIES;
  }

  private static EndpointRecord.LocalProcess process(ProcessTable.Owner owner) {
    return owner == null ? null : new EndpointRecord.LocalProcess(owner.pid(), owner.name());
  }

  private static Set<IpAddress> ownAddresses() throws SocketException {
    Set<IpAddress> own = new HashSet<>();
    Enumeration<NetworkInterface> interfaces = NetworkInterface.getNetworkInterfaces();
    while (interfaces.hasMoreElements()) {
      Enumeration<InetAddress> each = interfaces.nextElement().getInetAddresses();
      while (each.hasMoreElements()) {
        own.add(IpAddress.of(each.nextElement().getAddress()));
      }
    }
    return own;
  }

  /** May this user not see all processes? */
  boolean denied() {
    return table.denied();
  }

  /** What went wrong on the way, in a clause; null where nothing did. */
  String trouble() {
    if (failure != null) {
      return failure;
    }
    if (table.unreadSockets() > 0) {
      return "too many sockets: the processes of " + table.unreadSockets() + " are not known";
    }
    return missed == 0 ? null : "too many flows at once: " + missed + " of them were not looked up";
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
