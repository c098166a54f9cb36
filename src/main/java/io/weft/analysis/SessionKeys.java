package io.weft.analysis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weft.capture.CaptureDescription;
import io.weft.capture.CaptureInfo;
import io.weft.capture.CaptureInterface;
import io.weft.capture.CapturedPacket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a capture says, with the secrets of a key log for those TLS sessions that its packets begin.
 * A writer that is given this writes them before the packets that follow. A session is known by the
 * random number in its client's hello, which is looked for in the packets' bytes.
 */
public final class SessionKeys implements CaptureDescription {
  /** Most sessions whose secrets are told; they take about a kilobyte each. */
  private static final int MAX_SESSIONS = 20_000;

  /** Most sessions that wait for secrets, which a client logs at the end of its handshake. */
  private static final int MAX_WAITING = 1_000;

  /** So far behind a packet's first byte its TLS record is looked for. */
  private static final int MAX_HEADERS = 400;

  private static final int HANDSHAKE = 22;
  private static final int MAJOR = 3;
  private static final int CLIENT_HELLO = 1;

  /** Index in a record of the random number of a client's hello. */
  private static final int RANDOM = 11;

  private static final int RANDOM_LENGTH = 32;

  private final CaptureDescription source;
  private final KeyLog log;

  /** Sessions without secrets yet, or without all of them: what was told of each. */
  private final Map<ByteBuffer, String> waiting = new LinkedHashMap<>();

  private final List<CaptureInfo.Secrets> secrets = new ArrayList<>();
  private int fromSource;
  private int sessions;
  private long left;
  private int size;
  private CaptureInfo sourceInfo;
  private CaptureInfo info;

  public SessionKeys(CaptureDescription source, KeyLog log) {
    this.source = source;
    this.log = log;
    refresh();
  }

  @Override
  public List<CaptureInterface> interfaces() {
    return source.interfaces();
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // the source returns the same object until it knows more
  public CaptureInfo info() {
    if (sourceInfo != source.info()) {
      refresh();
    }
    return info;
  }

  private void refresh() {
    sourceInfo = source.info();
    List<CaptureInfo.Secrets> own = sourceInfo.secrets();
    secrets.addAll(own.subList(fromSource, own.size()));
    fromSource = own.size();
    info =
        new CaptureInfo(
            sourceInfo.files(),
            sourceInfo.sections(),
            sourceInfo.names(),
            secrets,
            sourceInfo.dropped());
  }

  /** Sessions that were told no secrets of because there were too many. */
  public long left() {
    return left;
  }

  /** Looks at a packet that will be written. */
  public void look(CapturedPacket packet) {
    byte[] bytes = packet.bytes();
    int end = packet.offset() + packet.capturedLength() - RANDOM - RANDOM_LENGTH;
    int last = Math.min(end, packet.offset() + MAX_HEADERS);
    for (int at = packet.offset(); at <= last; at++) {
      if (bytes[at] == HANDSHAKE && isClientHello(bytes, at)) {
        begin(Arrays.copyOfRange(bytes, at + RANDOM, at + RANDOM + RANDOM_LENGTH));
        break;
      }
    }
    if (!waiting.isEmpty() && size != log.sizeNow()) {
      tellNew();
    }
  }

  private static boolean isClientHello(byte[] bytes, int at) {
    return bytes[at + 1] == MAJOR
        && bytes[at + 2] <= 4
        && bytes[at + 5] == CLIENT_HELLO
        && bytes[at + 6] == 0
        && bytes[at + 9] == MAJOR
        && bytes[at + 10] <= 4;
  }

  private void begin(byte[] random) {
    ByteBuffer session = ByteBuffer.wrap(random);
    if (sessions >= MAX_SESSIONS) {
      left++;
      return;
    }
    if (waiting.size() == MAX_WAITING) {
      Iterator<ByteBuffer> oldest = waiting.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    waiting.put(session, "");
    size = -1;
  }

  /** Looks once more for secrets, at the end of the packets. */
  public void finish() {
    log.sizeNow();
    tellNew();
  }

  private void tellNew() {
    boolean isMore = false;
    for (Iterator<Map.Entry<ByteBuffer, String>> each = waiting.entrySet().iterator();
        each.hasNext(); ) {
      Map.Entry<ByteBuffer, String> session = each.next();
      String lines = log.lines(session.getKey().array());
      String told = session.getValue();
      if (lines.equals(told)) {
        continue;
      }
      sessions += told.isEmpty() ? 1 : 0;
      StringBuilder added = new StringBuilder();
      lines.lines().filter(line -> !told.contains(line)).forEach(l -> added.append(l).append('\n'));
      secrets.add(
          new CaptureInfo.Secrets(
              CaptureInfo.Secrets.TLS_KEY_LOG, added.toString().getBytes(ISO_8859_1)));
      isMore = true;
      if (isComplete(lines)) {
        each.remove();
      } else {
        session.setValue(lines);
      }
    }
    size = log.size();
    if (isMore) {
      refresh();
    }
  }

  /** Is there all that decrypts a session: of TLS up to 1.2 one line, of TLS 1.3 the last two? */
  private static boolean isComplete(String lines) {
    return lines.contains("CLIENT_RANDOM ")
        || (lines.contains("CLIENT_TRAFFIC_SECRET_0 ")
            && lines.contains("SERVER_TRAFFIC_SECRET_0 "));
  }
}
