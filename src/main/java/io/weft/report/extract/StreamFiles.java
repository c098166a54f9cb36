package io.weft.report.extract;

import io.weft.analysis.Analyzer;
import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.dissect.Packet;
import io.weft.dissect.number.IpProtocol;
import io.weft.flow.Flow;
import io.weft.flow.FlowName;
import io.weft.flow.FlowRecord;
import io.weft.report.BackgroundWriter;
import io.weft.report.FlowSelection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Writes the streams of TCP and UDP flows to files, one for each side, with an index of them
 * ({@code index.json}, which {@code extraction.schema.json} describes). A file holds a side's bytes
 * without its gaps; the index tells where these are.
 *
 * <p>The bytes of a flow wait in memory until the flow is over, and a thread writes them to their
 * file at once; {@link FileBuffer} keeps the memory bounded. The thread has no more than one
 * stream's file open at a time.
 *
 * <p>The files appear in their folder when all of them are written, by {@link #finish}. Without it,
 * {@link #close} leaves nothing behind. A failure to write ends the analysis by an {@link
 * UncheckedIOException}.
 */
public final class StreamFiles implements ExtractedFiles {
  /** Bytes of streams that may wait in memory, in all. */
  private static final long MAX_WAITING = 64L << 20;

  private static final String STOPPED = "stopped: no streams were written";

  private final FlowSelection selection;
  private final boolean namesApplications;
  private final Set<Direction> sides;
  private final StagingFolder folder;
  private final StreamFileWriter files;
  private final BackgroundWriter<WriteRequest> writer;
  private final FileBuffer buffer;

  /** Attached to flows that are not wanted. */
  private final Object unwanted = new Object();

  private final Map<Integer, Long> highest = new HashMap<>();
  private final Set<FlowName> found = new HashSet<>();
  private boolean done;

  /**
   * Prepares the folder and starts the writing thread.
   *
   * @param target folder for the files, which {@link #finish} makes; its parent must exist
   * @param overwrite whether files that exist may be replaced; else the target must be empty or not
   *     exist
   * @param selection the flows that are wanted; it must choose flows of TCP and UDP only
   * @param sides whose bytes are wanted
   * @param generator name and version of the program, for the index
   * @throws IOException where the folder cannot be made, or is in use
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
   * @param maxWaiting bytes of streams that may wait in memory, in all
   */
  StreamFiles(
      Path target,
      boolean overwrite,
      FlowSelection selection,
      Set<Direction> sides,
      String generator,
      long maxWaiting)
      throws IOException {
    this.selection = selection;
    namesApplications = selection.namesApplications();
    this.sides = Set.copyOf(sides);
    FilePages pages = new FilePages(maxWaiting);
    folder = new StagingFolder(target, overwrite);
    try {
      files = new StreamFileWriter(folder.path(), this.sides, pages, generator);
    } catch (IOException e) {
      folder.delete();
      throw e;
    }
    writer = new BackgroundWriter<>("weft-files", files);
    buffer = new FileBuffer(maxWaiting, pages, writer);
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
    return files.files();
  }

  @Override
  public long bytes() {
    return files.bytes();
  }

  @Override
  public long missing() {
    return files.missing();
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
      buffer.append(outgoing, side, bytes, from, to);
    }
  }

  @Override
  public void onDatagram(Flow flow, Direction side, int layer, Arrival arrival) {
    Packet packet = arrival.packet();
    OutgoingFlow outgoing = outgoing(flow);
    if (outgoing != null && isWanted(flow, side)) {
      int to = packet.limit(layer);
      buffer.append(outgoing, side, packet.bytes(layer), packet.payload(layer), to);
      if (packet.wireLimit(layer) > to) {
        buffer.gap(outgoing, side, packet.wireLimit(layer) - to);
      }
    }
  }

  @Override
  public void onGap(Flow flow, Direction side, long offset, long missing, Arrival arrival) {
    OutgoingFlow outgoing = outgoing(flow);
    if (outgoing != null && isWanted(flow, side)) {
      buffer.gap(outgoing, side, missing);
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
    if (flow.attachment() instanceof OutgoingFlow outgoing) {
      buffer.end(outgoing, record, selection.matches(record));
    }
  }

  @Override
  public long keptBytes() {
    return buffer.memory();
  }

  /** Null for a flow that is known not to be wanted. */
  private OutgoingFlow outgoing(Flow flow) {
    Object attachment = flow.attachment();
    if (attachment == null) {
      attachment = mayBeWanted(flow) ? buffer.begin(flow) : unwanted;
      flow.attach(attachment);
    }
    return attachment == unwanted ? null : (OutgoingFlow) attachment;
  }

  /** Whether the selection may choose the flow, whose application protocol is not known yet. */
  private boolean mayBeWanted(Flow flow) {
    if (!selection.flows().isEmpty() && !selection.flows().contains(flow.name())) {
      return false;
    }
    return selection.protocols().contains(IpProtocol.name(flow.ipProtocol()))
        || selection.protocols().isEmpty()
        || namesApplications;
  }

  /** Whether the side's bytes are needed. Those of both are while client and server are guessed. */
  private boolean isWanted(Flow flow, Direction side) {
    return sides.contains(side) || flow.clientKnownBy().isGuess();
  }

  @Override
  public void finish(Analyzer.Totals totals) throws IOException {
    writer.close();
    synchronized (folder) {
      if (done) {
        throw new IOException(STOPPED);
      }
      files.finish(totals);
      folder.publish(StreamFileWriter.INDEX);
      done = true;
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (folder) {
      if (!done) {
        done = true;
        writer.abandon(new IOException(STOPPED));
        try {
          files.close();
        } finally {
          folder.delete(); // also where closing the index fails because the disk is full
        }
      }
    }
  }
}
