package io.weft.protocol.app.http;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.dissect.StreamContext;
import io.weft.dissect.StreamDissector;
import io.weft.protocol.app.LayerAssembly;
import io.weft.protocol.app.http.frame.HeaderListing;
import io.weft.protocol.app.http.frame.Http2Frame;
import io.weft.protocol.app.http.hpack.HpackDecoder;
import java.util.Arrays;

/** Reads the frames of one direction of an HTTP/2 connection (RFC 9113). */
final class Http2Reader {
  /**
   * The longest frame besides DATA that is read, in bytes: a stream keeps no more unread. Longer
   * ones are passed over.
   */
  private static final int LONGEST_FRAME = 60 << 10;

  /** The longest header block in bytes, all its frames together; a longer one is passed over. */
  private static final int LONGEST_BLOCK = 256 << 10;

  /** Where the frames are lost, so many bytes are kept to find likely ones in a row. */
  private static final int SEARCHED = 20 << 10;

  /** How many frames in a row must be likely where a connection is picked up. */
  private static final int LIKELY_FRAMES = 3;

  /** Memory of this object, estimated in bytes. */
  private static final int BYTES = 200;

  private final Direction direction;
  private final Http2Connection connection;
  private final HpackDecoder hpack = new HpackDecoder();

  /** The frame whose parts are passed on as they come. */
  private final LayerAssembly layer = new LayerAssembly(Http2.PROTOCOL);

  private boolean expectsPreface;
  private boolean isRecognised;

  /** Is it unknown where the next frame begins? */
  private boolean isLost;

  // What is left of a DATA frame: its bytes, and the padding or frame to pass over behind them.
  private int dataStream;
  private long dataLeft;
  private boolean dataEndsStream;
  private long skipLeft;

  // The header block that goes on in CONTINUATION frames.
  private byte[] block = {};
  private int blockLength;
  private int blockStream;
  private int promisedStream;
  private boolean blockEndsStream;
  private boolean blockIsOpen;
  private boolean blockIsTooLong;
  private Arrival blockBegin;

  Http2Reader(Direction direction, Http2Connection connection) {
    this.direction = direction;
    this.connection = connection;
    expectsPreface = direction == Direction.FROM_CLIENT;
  }

  int memory() {
    return BYTES + block.length + hpack.memory() + layer.memory();
  }

  /** The beginning of the connection was not captured. */
  void joinedMidway() {
    expectsPreface = false;
    isLost = true;
    hpack.joinedMidway();
  }

  /**
   * Takes bytes.
   *
   * @return how many were used, as {@link StreamDissector#onBytes} does
   */
  int read(byte[] bytes, int from, int to, StreamContext context) {
    int at = from;
    while (at < to) {
      int used = step(bytes, at, from, to, context);
      if (used == 0) {
        break;
      }
      if (used < 0) {
        return used;
      }
      at += used;
    }
    return at - from;
  }

  /** Reads on at {@code at}: how many bytes were used, 0 where more are needed, or LOST. */
  private int step(byte[] bytes, int at, int from, int to, StreamContext context) {
    if (dataLeft > 0) {
      return data(bytes, at, from, to, context);
    }
    if (skipLeft > 0) {
      int n = (int) Math.min(skipLeft, to - at);
      layer.add(bytes, at, at + n);
      skip(n, context);
      return n;
    }
    if (expectsPreface) {
      return preface(bytes, at, to, context);
    }
    if (isLost) {
      if (to - at >= Http2Frame.prefaceLength() && Http2Frame.isPreface(bytes, at, to)) {
        isLost = false; // only the handshake of TCP was not captured
        return preface(bytes, at, to, context);
      }
      int passed = resynchronise(bytes, at, to);
      if (passed > 0 || !isLikely(bytes, at, to)) {
        return passed;
      }
      isLost = false;
    }
    return to - at < Http2Frame.HEADER ? 0 : frame(bytes, at, from, to, context);
  }

  private void skip(long count, StreamContext context) {
    skipLeft -= count;
    if (skipLeft == 0) {
      layer.end(null, context);
    }
  }

  private int preface(byte[] bytes, int at, int to, StreamContext context) {
    if (!Http2Frame.isPreface(bytes, at, to)) {
      expectsPreface = false;
      return to - at < Http2Frame.HEADER || isRecognised ? 0 : StreamDissector.LOST;
    }
    if (to - at < Http2Frame.prefaceLength()) {
      return 0;
    }
    expectsPreface = false;
    isRecognised = true;
    context.append(Http2.PROTOCOL, bytes, at, at + Http2Frame.prefaceLength());
    return Http2Frame.prefaceLength();
  }

  /** Passes over bytes up to where several frames in a row are likely. */
  private int resynchronise(byte[] bytes, int at, int to) {
    for (int start = at; start <= to - Http2Frame.HEADER; start++) {
      if (isLikely(bytes, start, to)) {
        return start - at;
      }
    }
    return Math.max(0, to - at - SEARCHED);
  }

  /** Are likely frames in a row here, up to the end of what is there? */
  static boolean isLikely(byte[] bytes, int from, int to) {
    int at = from;
    for (int frames = 0; frames < LIKELY_FRAMES; frames++) {
      if (to - at < Http2Frame.HEADER) {
        return frames > 1 && at == to;
      }
      if (!Http2Frame.isLikely(bytes, at)) {
        return false;
      }
      at += Http2Frame.HEADER + Http2Frame.length(bytes, at);
    }
    return true;
  }

  private int frame(byte[] bytes, int at, int from, int to, StreamContext context) {
    if (!Http2Frame.isPossible(bytes, at)) {
      if (!isRecognised) {
        return StreamDissector.LOST;
      }
      lose();
      return 1;
    }
    isRecognised = true;
    int length = Http2Frame.length(bytes, at);
    int type = Http2Frame.type(bytes, at);
    if (type == Http2Frame.DATA) {
      return beginData(bytes, at, to, length, context);
    }
    if (length > LONGEST_FRAME) {
      if (type == Http2Frame.HEADERS
          || type == Http2Frame.PUSH_PROMISE
          || type == Http2Frame.CONTINUATION) {
        hpack.unsure();
        blockIsOpen = false;
      }
      skipLeft = length;
      layer.begin(context);
      layer.add(bytes, at, at + Http2Frame.HEADER);
      return Http2Frame.HEADER;
    }
    int whole = Http2Frame.HEADER + length;
    if (to - at < whole) {
      return 0;
    }
    HeaderListing listing = null;
    switch (type) {
      case Http2Frame.HEADERS -> listing = headers(bytes, at, from, length, false, context);
      case Http2Frame.PUSH_PROMISE -> listing = headers(bytes, at, from, length, true, context);
      case Http2Frame.CONTINUATION -> listing = continuation(bytes, at, from, length, context);
      case Http2Frame.RST_STREAM ->
          connection.onReset(
              Http2Frame.stream(bytes, at), BigEndian.i32(bytes, at + Http2Frame.HEADER), context);
      default -> {} // nothing that an exchange tells of
    }
    context.append(Http2.PROTOCOL, bytes, at, at + whole, listing);
    return whole;
  }

  private int beginData(byte[] bytes, int at, int to, int length, StreamContext context) {
    int flags = Http2Frame.flags(bytes, at);
    int header = Http2Frame.HEADER;
    int padding = 0;
    if ((flags & Http2Frame.PADDED) != 0 && length > 0) {
      if (to - at <= header) {
        return 0;
      }
      padding = bytes[at + header] & 0xFF;
      header++;
    }
    int payload = Math.max(0, length - padding - (header - Http2Frame.HEADER));
    dataStream = Http2Frame.stream(bytes, at);
    dataLeft = payload;
    skipLeft = (long) length - payload - (header - Http2Frame.HEADER);
    dataEndsStream = (flags & Http2Frame.END_STREAM) != 0;
    layer.begin(context);
    layer.add(bytes, at, at + header);
    if (dataLeft == 0) {
      endData(context);
    }
    return header;
  }

  private int data(byte[] bytes, int at, int from, int to, StreamContext context) {
    int n = (int) Math.min(dataLeft, to - at);
    Arrival arrival = context.arrivalAt(context.offset() + at - from + n - 1);
    layer.add(bytes, at, at + n);
    connection.onData(dataStream, direction, bytes, at, at + n, arrival, context);
    dataLeft -= n;
    if (dataLeft == 0) {
      endData(context);
    }
    return n;
  }

  private void endData(StreamContext context) {
    skip(0, context);
    if (dataEndsStream) {
      connection.onEndStream(dataStream, direction, context);
    }
  }

  /** Returns the fields of the block for whoever looks at layers; null where it goes on. */
  private HeaderListing headers(
      byte[] bytes, int at, int from, int length, boolean isPromise, StreamContext context) {
    int flags = Http2Frame.flags(bytes, at);
    int begin = at + Http2Frame.HEADER;
    int end = begin + length;
    if ((flags & Http2Frame.PADDED) != 0 && begin < end) {
      end -= bytes[begin] & 0xFF;
      begin++;
    }
    promisedStream = 0;
    int ahead = isPromise ? 4 : (flags & Http2Frame.HAS_PRIORITY) != 0 ? 5 : 0;
    if (end - begin < ahead) {
      hpack.unsure(); // the lengths contradict one another, so the block cannot be read
      blockIsOpen = false;
      return null;
    }
    if (isPromise) {
      promisedStream = BigEndian.i32(bytes, begin) & 0x7FFF_FFFF;
    }
    blockStream = Http2Frame.stream(bytes, at);
    blockEndsStream = !isPromise && (flags & Http2Frame.END_STREAM) != 0;
    blockBegin = kept(context.arrivalAt(context.offset() + at - from));
    blockLength = 0;
    blockIsTooLong = false;
    blockIsOpen = true;
    addToBlock(bytes, begin + ahead, end);
    return (flags & Http2Frame.END_HEADERS) == 0
        ? null
        : endBlock(context.arrivalAt(context.offset() + (end - 1) - from), context);
  }

  private HeaderListing continuation(
      byte[] bytes, int at, int from, int length, StreamContext context) {
    if (!blockIsOpen) {
      hpack.unsure(); // its beginning was not seen
      return null;
    }
    int begin = at + Http2Frame.HEADER;
    addToBlock(bytes, begin, begin + length);
    return (Http2Frame.flags(bytes, at) & Http2Frame.END_HEADERS) == 0
        ? null
        : endBlock(context.arrivalAt(context.offset() + (begin + length - 1) - from), context);
  }

  private static Arrival kept(Arrival arrival) {
    return Arrival.of(arrival.number(), arrival.nanos());
  }

  private void addToBlock(byte[] bytes, int from, int to) {
    int length = to - from;
    if (blockLength + length > LONGEST_BLOCK) {
      blockIsTooLong = true;
      return;
    }
    if (block.length < blockLength + length) {
      block = Arrays.copyOf(block, Math.max(blockLength + length, 2 * block.length));
    }
    System.arraycopy(bytes, from, block, blockLength, length);
    blockLength += length;
  }

  private HeaderListing endBlock(Arrival end, StreamContext context) {
    blockIsOpen = false;
    HeaderBlock fields = new HeaderBlock(connection.limits());
    HeaderListing listing = context.attaches() ? new HeaderListing(fields) : null;
    if (blockIsTooLong) {
      hpack.unsure();
      fields.note(Notes.HEADER_TOO_LARGE);
    } else if (!hpack.decode(block, 0, blockLength, listing == null ? fields : listing)) {
      fields.note(Notes.BAD_HEADER_BLOCK);
    }
    if (promisedStream != 0) {
      connection.onPromise(promisedStream, fields, blockLength, blockBegin, end, context);
    } else {
      connection.onHeaders(
          blockStream, direction, fields, blockLength, blockEndsStream, blockBegin, end, context);
    }
    return listing;
  }

  /** Bytes are missing. */
  void gap(long missing, StreamContext context) {
    long left = missing;
    layer.drop();
    if (dataLeft > 0) {
      long body = Math.min(dataLeft, left);
      connection.onMissingData(dataStream, direction, body, context);
      dataLeft -= body;
      left -= body;
      if (dataLeft == 0) {
        endData(context);
      }
    }
    long skipped = Math.min(skipLeft, left);
    skipLeft -= skipped;
    left -= skipped;
    if (left > 0) {
      lose();
    }
  }

  private void lose() {
    isLost = true;
    expectsPreface = false;
    blockIsOpen = false;
    hpack.unsure();
  }
}
