package io.weft.report.extract;

import io.weft.analysis.Analyzer;
import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.dissect.Packet;
import io.weft.dissect.number.IpProtocol;
import io.weft.flow.Flow;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowName;
import io.weft.flow.FlowRecord;
import io.weft.report.FlowSelection;
import io.weft.report.HandOver;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Writes the streams of TCP and UDP flows to files, one a side, with an index beside them ({@code
 * index.json}, as {@code extraction.schema.json} describes it). A file holds the bytes one behind
 * the other; where some are missing, the index tells.
 *
 * <p>Bytes wait in pages until their flow is over and then go to their file in one write; those of
 * a large stream, or the oldest where too many wait in all, are sent ahead. A thread of its own
 * writes, and has no more than one stream's file open at a time.
 *
 * <p>The files appear in their folder when all of them are written, by {@link #finish}; without it,
 * {@link #close} leaves nothing behind. A disk that takes no more ends the analysis by an {@link
 * UncheckedIOException}.
 */
public final class StreamFiles implements FlowListener, Closeable {
  /** Of pages, in all. */
  private static final long MAX_WAITING = 64L << 20;

  /** A stream that has so much is sent ahead. */
  private static final int MAX_HELD = 256 << 10;

  private static final int COST_UNIT = 4 << 10;
  private static final String STOPPED = "stopped: no streams were written";

  private final FlowSelection selection;
  private final boolean namesApplications;
  private final Set<Direction> sides;
  private final HiddenFolder folder;
  private final long maxWaiting;
  private final StreamPages pages;
  private final StreamFileWriter writer;
  private final HandOver<StreamWork> work;

  private final Object nothing = new Object();
  private final Map<Integer, Long> highest = new HashMap<>();
  private final Set<FlowName> found = new HashSet<>();
  private OutgoingStream oldest;
  private OutgoingStream newest;
  private long heldBytes;
  private long memory;
  private boolean done;

  /**
   * @param target folder that the files are to be in; made by {@link #finish}. Its parent must
   *     exist
   * @param overwrite may files that are there already get new contents? Else the target must be
   *     empty or not exist
   * @param selection which flows are wanted; must choose no others than those of TCP and UDP
   * @param sides whose bytes are wanted
   * @param generator who writes: name and version of the program
   */
  public StreamFiles(
      Path target,
      boolean overwrite,
      FlowSelection selection,
      Set<Direction> sides,
      String generator)
      throws IOException {
    this(target, overwrite, selection, sides, generator, MAX_WAITING);
  }

  /**
   * @param maxWaiting bytes of pages, in all
   */
  StreamFiles(
      Path target,
      boolean overwrite,
      FlowSelection selection,
      Set<Direction> sides,
      String generator,
      long maxWaiting)
      throws IOException {
    this.maxWaiting = maxWaiting;
    pages = new StreamPages(maxWaiting);
    this.selection = selection;
    namesApplications = selection.namesApplications();
    this.sides = Set.copyOf(sides);
    folder = new HiddenFolder(target, overwrite);
    try {
      writer = new StreamFileWriter(folder.path(), this.sides, pages, generator);
    } catch (IOException e) {
      folder.delete();
      throw e;
    }
    work = new HandOver<>("weft-files", writer);
  }

  /** Which of the flows that the selection names the capture had. */
  public Set<FlowName> found() {
    return found;
  }

  /** Highest number of a stream of the protocol; -1 where there was none. */
  public long highest(int ipProtocol) {
    return highest.getOrDefault(ipProtocol, -1L);
  }

  /** Files written; known behind {@link #finish}. */
  public long files() {
    return writer.files();
  }

  /** Bytes in them. */
  public long bytes() {
    return writer.bytes();
  }

  /** Bytes of these streams that are not in the capture. */
  public long missing() {
    return writer.missing();
  }

  @Override
  public void onOpened(Flow flow, Arrival arrival) {
    if (!selection.flows().isEmpty()) {
      highest.merge(flow.ipProtocol(), flow.stream(), Math::max);
    }
  }

  @Override
  public void onBytes(
      Flow flow, Direction side, long offset, byte[] bytes, int from, int to, Arrival arrival) {
    OutgoingFlow outgoing = outgoing(flow);
    if (outgoing != null && isWanted(flow, side)) {
      append(stream(outgoing, side), bytes, from, to);
    }
  }

  @Override
  public void onDatagram(Flow flow, Direction side, int layer, Arrival arrival) {
    Packet packet = arrival.packet();
    OutgoingFlow outgoing = outgoing(flow);
    if (outgoing != null && isWanted(flow, side)) {
      OutgoingStream stream = stream(outgoing, side);
      int to = packet.limit(layer);
      append(stream, packet.bytes(layer), packet.payload(layer), to);
      if (packet.wireLimit(layer) > to) {
        gap(stream, packet.wireLimit(layer) - to);
      }
    }
  }

  @Override
  public void onGap(Flow flow, Direction side, long offset, long missing, Arrival arrival) {
    OutgoingFlow outgoing = outgoing(flow);
    if (outgoing != null && isWanted(flow, side)) {
      gap(stream(outgoing, side), missing);
    }
  }

  @Override
  public void onReversed(Flow flow, Arrival arrival) {
    if (flow.attachment() instanceof OutgoingFlow outgoing) {
      outgoing.reverse();
    }
  }

  @Override
  public void onClosed(Flow flow, FlowRecord record) {
    if (!selection.flows().isEmpty() && selection.flows().contains(record.name())) {
      found.add(record.name());
    }
    if (!(flow.attachment() instanceof OutgoingFlow outgoing)) {
      return;
    }
    memory -= outgoing.memory();
    int cost = HandOver.weightOf(record);
    for (Direction side : Direction.values()) {
      OutgoingStream stream = outgoing.streamIfAny(side);
      if (stream != null) {
        cost += stream.pages.length() / COST_UNIT;
        unlink(stream);
      }
    }
    work.put(new StreamWork(outgoing, record, selection.matches(record), null), cost);
  }

  /** Null for a flow that is known not to be wanted. */
  private OutgoingFlow outgoing(Flow flow) {
    Object attachment = flow.attachment();
    if (attachment == null) {
      attachment = isPossible(flow) ? begin(flow) : nothing;
      flow.attach(attachment);
    }
    return attachment == nothing ? null : (OutgoingFlow) attachment;
  }

  private OutgoingFlow begin(Flow flow) {
    OutgoingFlow outgoing = new OutgoingFlow(flow);
    memory += outgoing.memory();
    return outgoing;
  }

  private OutgoingStream stream(OutgoingFlow outgoing, Direction side) {
    OutgoingStream stream = outgoing.streamIfAny(side);
    if (stream == null) {
      stream = outgoing.begin(side);
      memory += stream.memory();
    }
    return stream;
  }

  private void gap(OutgoingStream stream, long missing) {
    memory -= stream.memory();
    stream.gap(missing);
    memory += stream.memory();
  }

  @Override
  public long keptBytes() {
    return memory;
  }

  /** Of the application nothing is known yet. */
  private boolean isPossible(Flow flow) {
    if (!selection.flows().isEmpty() && !selection.flows().contains(flow.name())) {
      return false;
    }
    return selection.protocols().contains(IpProtocol.name(flow.ipProtocol()))
        || selection.protocols().isEmpty()
        || namesApplications;
  }

  /** Where client and server may still change places, both sides must be kept. */
  private boolean isWanted(Flow flow, Direction side) {
    return sides.contains(side) || flow.clientKnownBy().isGuess();
  }

  // The pages.

  private void append(OutgoingStream stream, byte[] bytes, int from, int to) {
    stream.pass(to - from);
    int at = from;
    while (at < to) {
      if (stream.pages.room() == 0) {
        addPage(stream);
      }
      at += stream.pages.append(bytes, at, to);
    }
    if (stream.pages.length() >= MAX_HELD) {
      sendAhead(stream);
    }
  }

  private void addPage(OutgoingStream stream) {
    int size = stream.pages.pages() == 0 ? StreamPages.SMALL : StreamPages.LARGE;
    byte[] page = pages.take(size);
    while (page == null) {
      makeRoom(size); // may send this very stream ahead, and leave it without pages
      page = pages.take(size);
    }
    if (stream.pages.pages() == 0) {
      link(stream);
    }
    stream.pages.add(page);
    heldBytes += page.length;
  }

  /** What does not wait here waits to be written, and will be given back. */
  private void makeRoom(int size) {
    while (heldBytes > Math.min(maxWaiting / 2, maxWaiting - size)) {
      sendAhead(oldest);
    }
    work.hurry();
    pages.await(size);
    work.check();
  }

  private void sendAhead(OutgoingStream stream) {
    unlink(stream);
    OutgoingFlow outgoing = stream.flow;
    memory -= stream.memory();
    PageList cut = stream.cut();
    memory += stream.memory();
    StreamWork.Ahead ahead =
        new StreamWork.Ahead(
            stream, cut, StreamFileNames.of(outgoing.flow), outgoing.sideOf(stream));
    work.put(new StreamWork(outgoing, null, true, ahead), 1 + cut.length() / COST_UNIT);
  }

  private void link(OutgoingStream stream) {
    stream.older = newest;
    if (newest == null) {
      oldest = stream;
    } else {
      newest.newer = stream;
    }
    newest = stream;
  }

  private void unlink(OutgoingStream stream) {
    if (stream.pages.pages() == 0) {
      return;
    }
    heldBytes -= stream.pages.capacity();
    if (stream.older == null) {
      oldest = stream.newer;
    } else {
      stream.older.newer = stream.newer;
    }
    if (stream.newer == null) {
      newest = stream.older;
    } else {
      stream.newer.older = stream.older;
    }
    stream.older = null;
    stream.newer = null;
  }

  // The end.

  /**
   * Writes what is left, and gives the folder its name.
   *
   * @param totals of the analysis
   */
  public void finish(Analyzer.Totals totals) throws IOException {
    work.close();
    synchronized (folder) {
      if (done) {
        throw new IOException(STOPPED);
      }
      writer.finish(totals);
      folder.publish(StreamFileWriter.INDEX);
      done = true;
    }
  }

  /**
   * Behind {@link #finish}, nothing; before, stops the writing and deletes what was written. May be
   * called by another thread than the one that analyses.
   */
  @Override
  public void close() throws IOException {
    synchronized (folder) {
      if (!done) {
        done = true;
        work.abandon(new IOException(STOPPED));
        try {
          writer.close();
        } finally {
          folder.delete(); // also where a full disk does not take the rest of the index
        }
      }
    }
  }
}
