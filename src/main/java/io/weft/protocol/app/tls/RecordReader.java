package io.weft.protocol.app.tls;

import io.weft.dissect.Direction;
import io.weft.dissect.ProbeResult;
import io.weft.dissect.StreamContext;
import java.util.Arrays;

/**
 * Cuts one direction into records, and finds their borders again behind a gap. Records whose body
 * nobody reads are passed over as their bytes come.
 */
final class RecordReader {
  private static final int UNKNOWN = -1;

  private final TlsDissector owner;
  private final Direction direction;
  private final HandshakeJoiner joiner;

  /** How much of the current record's body is still to be passed over, in bytes. */
  private int toPass;

  private int passedType;
  private int passedLength;

  /** The header of that record; null where nobody looks at layers, or it is missing. */
  private byte[] passedHeader;

  /** Offset in the stream behind the record whose header is known; or unknown. */
  private long recordEnd = UNKNOWN;

  private int recordLength;

  private boolean begun;

  /** The borders of records are not known, because bytes are missing or make no sense. */
  private boolean searching;

  private long searched;

  private boolean changedCipher;
  private long records;
  private long applicationBytes;

  RecordReader(TlsDissector owner, Direction direction) {
    this.owner = owner;
    this.direction = direction;
    joiner = new HandshakeJoiner(owner.listener(this));
  }

  Direction direction() {
    return direction;
  }

  HandshakeJoiner joiner() {
    return joiner;
  }

  int memory() {
    return 80 + joiner.memory();
  }

  /** Has this side announced that what follows is encrypted (not in TLS 1.3)? */
  boolean hasChangedCipher() {
    return changedCipher;
  }

  void changeCipher() {
    changedCipher = true;
  }

  TlsExchange.Traffic traffic() {
    return new TlsExchange.Traffic(records, applicationBytes);
  }

  /** Bytes passed over in search of a record. */
  long searched() {
    return searched;
  }

  /** Reads as many records as there are, and says how many bytes were used. */
  int read(byte[] bytes, int from, int to, StreamContext context) {
    int at = from;
    recordEnd = UNKNOWN;
    if (!begun && !searching) {
      int hello = readSslTwo(bytes, from, to, context);
      if (hello < 0) {
        return 0;
      }
      begun = true;
      at += hello;
    }
    while (at < to && !owner.isStopped()) {
      if (toPass > 0) {
        int passed = Math.min(toPass, to - at);
        toPass -= passed;
        at += passed;
        if (toPass == 0) {
          endPassed(context);
        }
        continue;
      }
      if (searching) {
        int found = find(bytes, at, to);
        searched += found - at;
        at = found;
        if (searching) {
          break;
        }
      }
      if (to - at < RecordHeader.LENGTH) {
        break;
      }
      if (!RecordHeader.isPlausible(bytes, at, to)) {
        owner.onBadRecord();
        search();
        at++;
        continue;
      }
      int next = at + RecordHeader.LENGTH + RecordHeader.bodyLength(bytes, at);
      boolean isWhole = next <= to;
      if (!isWhole && owner.needsWhole(this, bytes, at)) {
        recordEnd = context.offset() + (next - from);
        recordLength = next - at - RecordHeader.LENGTH;
        break;
      }
      owner.findings().begin(context.arrivalAt(context.offset() + (at - from)).nanos());
      count(bytes, at);
      if (isWhole) {
        owner.onRecord(this, bytes, at, next, context.offset() + (at - from), context);
        at = next;
      } else {
        passedType = RecordHeader.type(bytes, at);
        passedLength = RecordHeader.bodyLength(bytes, at);
        passedHeader =
            context.attaches() ? Arrays.copyOfRange(bytes, at, at + RecordHeader.LENGTH) : null;
        toPass = passedLength;
        at += RecordHeader.LENGTH;
      }
    }
    return at - from;
  }

  private void endPassed(StreamContext context) {
    if (passedHeader != null) {
      owner.appendHeader(passedHeader, 0, context);
      passedHeader = null;
    }
    owner.onPassed(this, passedType, passedLength, context);
  }

  private void count(byte[] bytes, int at) {
    records++;
    if (RecordHeader.type(bytes, at) == RecordHeader.APPLICATION_DATA) {
      applicationBytes += RecordHeader.bodyLength(bytes, at);
    }
  }

  /** Reads a hello of SSL 2.0: its length, 0 where there is none, below 0 where it is not whole. */
  private int readSslTwo(byte[] bytes, int from, int to, StreamContext context) {
    if (SslTwo.probe(direction, bytes, from, to) == ProbeResult.NO) {
      return 0;
    }
    if (to - from < SslTwo.HEADER || to - from < SslTwo.length(bytes, from)) {
      return -1;
    }
    return owner.onSslTwo(this, bytes, from, to, context) ? SslTwo.length(bytes, from) : 0;
  }

  private void search() {
    searching = true;
    toPass = 0;
    joiner.reset();
  }

  /**
   * Looks for a header that is followed by another one, or by nothing. Stops searching where it is
   * found; else gives the index from which to look again when there are more bytes.
   */
  private int find(byte[] bytes, int from, int to) {
    int at = from;
    for (; to - at >= RecordHeader.LENGTH; at++) {
      if (!RecordHeader.isPlausible(bytes, at, to)) {
        continue;
      }
      int next = at + RecordHeader.LENGTH + RecordHeader.bodyLength(bytes, at);
      if (next > to) {
        return at; // Only the bytes behind it can tell.
      }
      if (RecordHeader.isPlausible(bytes, next, to)) {
        searching = false;
        return at;
      }
    }
    return at;
  }

  /** The next bytes of the stream are missing; those that were left unused are gone as well. */
  void gap(long missing, StreamContext context) {
    long end = context.offset() + missing;
    begun = true;
    if (toPass > 0) {
      // The record's border is still known where the gap lies inside it.
      if (missing <= toPass) {
        toPass -= (int) missing;
        if (toPass == 0) {
          endPassed(context);
        }
        return;
      }
    } else if (recordEnd != UNKNOWN && end <= recordEnd) {
      toPass = (int) (recordEnd - end);
      recordEnd = UNKNOWN;
      joiner.reset();
      owner.onRecordLost(this, recordLength, context);
      passedType = 0;
      passedLength = 0;
      passedHeader = null;
      return;
    }
    recordEnd = UNKNOWN;
    search();
    owner.onRecordsLost(this, missing, context);
  }
}
