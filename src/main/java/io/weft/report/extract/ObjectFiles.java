package io.weft.report.extract;

import io.weft.analysis.Analyzer;
import io.weft.dissect.Arrival;
import io.weft.dissect.ContentSink;
import io.weft.dissect.Direction;
import io.weft.dissect.Exchange;
import io.weft.flow.Flow;
import io.weft.flow.FlowName;
import io.weft.flow.FlowRecord;
import io.weft.protocol.app.http.HttpExchange;
import io.weft.protocol.app.http.body.BodyFacts;
import io.weft.report.FlowSelection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes the bodies of HTTP to files, decoded, with an index of them ({@code index.json}, which
 * {@code objects.schema.json} describes). The chain must have been asked to read bodies.
 *
 * <p>A body goes to a file of the hidden folder as it comes, in pieces, so that no more than one
 * piece of each open body is in memory. It gets its name when its exchange is over.
 */
public final class ObjectFiles implements ExtractedFiles {
  /** Most files; further bodies are counted only. */
  static final long MOST_FILES = 100_000;

  /** Most bytes of all files together; when they are reached, further bodies are counted only. */
  static final long MOST_BYTES = 64L << 30;

  /** A body is written when so many of its bytes wait. */
  private static final int PIECE = 64 << 10;

  /** When so many bytes of all bodies wait, each is written as it comes. */
  private static final long MOST_WAITING = 32L << 20;

  /** Memory of an open body, and of a row of the index that waits; estimated, in bytes. */
  private static final int BYTES = 400;

  private static final String INDEX = "index.json";

  private final StagingFolder folder;
  private final FlowSelection selection;
  private final Set<Direction> sides;
  private final long mostOfOne;
  private final ObjectIndex index;
  private final Map<Integer, Long> highest = new HashMap<>();
  private final Set<FlowName> found = new HashSet<>();
  private long parts;
  private long numbered;
  private long files;
  private long bytes;
  private long missing;
  private long leftOut;
  private long memory;
  private boolean done;

  /**
   * Prepares the folder.
   *
   * @param target folder for the files, which {@link #finish} makes; its parent must exist
   * @param overwrite whether files that exist may be replaced; else the target must be empty or not
   *     exist
   * @param selection the flows whose bodies are wanted
   * @param sides the client for bodies of requests, the server for those of responses
   * @param mostOfOne bytes of one body that are written at most
   * @param generator name and version of the program, for the index
   * @throws IOException where the folder cannot be made, or is in use
   */
  public ObjectFiles(
      Path target,
      boolean overwrite,
      FlowSelection selection,
      Set<Direction> sides,
      long mostOfOne,
      String generator)
      throws IOException {
    this.selection = selection;
    this.sides = Set.copyOf(sides);
    this.mostOfOne = mostOfOne;
    folder = new StagingFolder(target, overwrite);
    try {
      index = new ObjectIndex(folder.path().resolve(INDEX), generator);
    } catch (IOException e) {
      folder.delete();
      throw e;
    }
  }

  @Override
  public Set<FlowName> found() {
    return found;
  }

  @Override
  public long highest(int ipProtocol) {
    return highest.getOrDefault(ipProtocol, -1L);
  }

  @Override
  public long files() {
    return files;
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public long missing() {
    return missing;
  }

  @Override
  public long leftOut() {
    return leftOut;
  }

  @Override
  public long keptBytes() {
    return memory;
  }

  @Override
  public void onOpened(Flow flow, Arrival arrival) {
    if (!selection.flows().isEmpty()) {
      highest.merge(flow.ipProtocol(), flow.stream(), Math::max);
    }
  }

  @Override
  public ContentSink onContent(Flow flow, boolean ofRequest, Arrival arrival) {
    Direction side = ofRequest ? Direction.FROM_CLIENT : Direction.FROM_SERVER;
    boolean isNamed = selection.flows().isEmpty() || selection.flows().contains(flow.name());
    if (!sides.contains(side) || !isNamed) {
      return null;
    }
    memory += BYTES;
    return new OpenObject(flow, ofRequest);
  }

  /** A body that is being written. */
  private final class OpenObject implements ContentSink {
    private final Flow flow;
    private final boolean ofRequest;
    private byte[] waiting = {};
    private int waitingLength;
    private Path part;
    private long written;
    private long cut;
    private long gaps;

    OpenObject(Flow flow, boolean ofRequest) {
      this.flow = flow;
      this.ofRequest = ofRequest;
    }

    @Override
    public void bytes(byte[] from, int at, int to) {
      boolean isFull = part == null && waitingLength == 0 && (parts >= MOST_FILES);
      long room = isFull ? 0 : Math.min(mostOfOne - written, MOST_BYTES - ObjectFiles.this.bytes);
      int end = at + (int) Math.max(0, Math.min(to - at, room));
      cut += to - end;
      written += end - at;
      ObjectFiles.this.bytes += end - at;
      int next = at;
      while (next < end) {
        int count = Math.min(end - next, PIECE - waitingLength);
        keep(from, next, count);
        next += count;
        if (waitingLength == PIECE || memory > MOST_WAITING) {
          flush();
        }
      }
    }

    private void keep(byte[] from, int at, int count) {
      if (waiting.length < waitingLength + count) {
        int length = Math.min(PIECE, Math.max(waitingLength + count, 2 * waiting.length));
        memory += length - waiting.length;
        waiting = Arrays.copyOf(waiting, length);
      }
      System.arraycopy(from, at, waiting, waitingLength, count);
      waitingLength += count;
    }

    private void flush() {
      try {
        if (part == null) {
          part = folder.path().resolve("part-" + parts++);
          Files.write(part, new byte[0], StandardOpenOption.CREATE_NEW);
        }
        try (var out = Files.newOutputStream(part, StandardOpenOption.APPEND)) {
          out.write(waiting, 0, waitingLength);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      memory -= waiting.length;
      waiting = new byte[0];
      waitingLength = 0;
    }

    @Override
    public void gap(long length) {
      gaps += length;
    }

    @Override
    public void end(Exchange exchange) {
      if (waitingLength > 0) {
        flush();
      }
      if (written == 0) {
        memory -= BYTES;
        leftOut += cut > 0 ? 1 : 0;
        return;
      }
      List<ObjectRow> rows;
      if (flow.attachment() instanceof Rows known) {
        rows = known.list;
      } else {
        Rows fresh = new Rows();
        flow.attach(fresh);
        rows = fresh.list;
      }
      rows.add(new ObjectRow((HttpExchange) exchange, ofRequest, part, written, cut, gaps));
    }
  }

  /** The bodies of a flow, until it is known whether the flow is wanted. */
  private static final class Rows {
    final List<ObjectRow> list = new ArrayList<>(2);
  }

  @Override
  public void onClosed(Flow flow, FlowRecord record) {
    if (!selection.flows().isEmpty() && selection.flows().contains(record.name())) {
      found.add(record.name());
    }
    if (!(flow.attachment() instanceof Rows rows)) {
      return;
    }
    boolean isWanted = selection.matches(record);
    try {
      for (ObjectRow row : rows.list) {
        memory -= BYTES;
        if (isWanted) {
          publish(row, record);
        } else {
          bytes -= row.written();
          Files.delete(row.part());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void publish(ObjectRow row, FlowRecord record) throws IOException {
    HttpExchange.Request request = row.exchange().request();
    BodyFacts facts = row.facts();
    String type = facts == null || facts.type() == null ? row.declaredType() : facts.type();
    String name =
        ObjectName.of(++numbered, request == null ? null : request.target(), row.ofRequest(), type);
    Files.move(row.part(), folder.path().resolve(name));
    files++;
    missing += row.gaps();
    leftOut += row.cut() > 0 ? 1 : 0;
    index.add(name, row, record);
  }

  @Override
  public void finish(Analyzer.Totals totals) throws IOException {
    synchronized (folder) {
      if (done) {
        throw new IOException("stopped: no objects were written");
      }
      index.finish(totals, files, bytes, leftOut);
      folder.publish(INDEX);
      done = true;
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (folder) {
      if (!done) {
        done = true;
        try {
          index.close();
        } finally {
          folder.delete();
        }
      }
    }
  }
}
