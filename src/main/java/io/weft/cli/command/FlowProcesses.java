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
 * Finds the processes of flows that begin or end on this machine. The thread that tracks flows
 * calls {@link #onOpened} for each new flow, and takes the processes that are known when a record
 * is made. A thread of this class looks them up soon after a flow begins, while its process most
 * likely still runs.
 */
final class FlowProcesses implements AutoCloseable {
  /** How many flows may wait for their look-up; one more stays without a process. */
  private static final int MAX_WAITING = 1 << 14;

  /** How many open flows are remembered with their processes. */
  private static final int MAX_OPEN = 1 << 18;

  /** How many times a process is looked for before it counts as unknown. */
  private static final int TRIES = 3;

  /** Pauses last 20 times as long as look-ups, which so take at most 5 % of one processor. */
  private static final int PAUSE_FACTOR = 20;

  private static final long MIN_PAUSE_NANOS = 100_000_000L;

  /** How often this machine's own addresses are read anew. */
  private static final long ADDRESSES_INTERVAL_NANOS = 10_000_000_000L;

  private final ProcessTable table;
  private final ArrayBlockingQueue<Ends> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final Map<FlowName, Ends> open = new HashMap<>();
  private final Thread thread = new Thread(this::run, "weft-processes");
  private volatile Set<IpAddress> addresses;
  private volatile String failure;
  private volatile boolean closed;
  private long missed;

  /**
   * Reads the system's table of processes once, and starts the thread.
   *
   * @throws IOException where the system does not give its processes or addresses
   */
  FlowProcesses(ProcessTable table) throws IOException {
    this.table = table;
    addresses = ownAddresses();
    table.scan();
    thread.setDaemon(true);
    thread.start();
  }

  /** The two ends of a flow, with the processes that were found. */
  private static final class Ends {
    final int ipProtocol;
    final IpAddress client;
    final int clientPort;
    final IpAddress server;
    final int serverPort;
    int tries;
    volatile EndpointRecord.LocalProcess clientProcess;
    volatile EndpointRecord.LocalProcess serverProcess;
    volatile boolean closed;

    Ends(Flow flow, IpAddress client, IpAddress server) {
      ipProtocol = flow.ipProtocol();
      this.client = client;
      clientPort = flow.clientPort();
      this.server = server;
      serverPort = flow.serverPort();
    }
  }

  /** Queues the flow for a look-up, where one of its ends is on this machine. */
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
    if (open.size() < MAX_OPEN && waiting.offer(ends)) {
      open.put(flow.name(), ends);
    } else {
      missed++;
    }
  }

  /** The record of an open flow, with the processes that are known by now. */
  FlowRecord withProcesses(FlowRecord record) {
    return with(open.get(record.name()), record);
  }

  /** The record of a flow that has ended, with its processes; forgets the flow. */
  FlowRecord onClosed(FlowRecord record) {
    Ends ends = open.remove(record.name());
    if (ends != null) {
      ends.closed = true;
    }
    return with(ends, record);
  }

  private static FlowRecord with(Ends ends, FlowRecord record) {
    if (ends == null || (ends.clientProcess == null && ends.serverProcess == null)) {
      return record;
    }
    // Client and server may have changed places since the flow was opened.
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
        waiting.drainTo(looking, MAX_WAITING - looking.size());
        long began = System.nanoTime();
        if (began - addressesNanos > ADDRESSES_INTERVAL_NANOS) {
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
        TimeUnit.NANOSECONDS.sleep(Math.max(MIN_PAUSE_NANOS, took * PAUSE_FACTOR));
      }
    } catch (IOException e) {
      failure = "processes are no longer known: " + e.getMessage();
    } catch (InterruptedException e) {
      closed = true; // by close
    }
  }

  /** Looks for processes not yet found; true where no further try is needed. */
  private boolean lookUp(Ends ends) {
    if (ends.closed) {
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

  /** Whether this user may not see all processes. */
  boolean denied() {
    return table.denied();
  }

  /** Why some processes are not known, as a clause for a warning; null where nothing failed. */
  String trouble() {
    if (failure != null) {
      return failure;
    }
    if (table.unreadSockets() > 0) {
      return "too many sockets: the processes of " + table.unreadSockets() + " are not known";
    }
    return missed == 0 ? null : "too many flows at once: " + missed + " of them were not looked up";
  }

  /** Stops the thread; what it has found stays available. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
