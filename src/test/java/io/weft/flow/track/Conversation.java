package io.weft.flow.track;

import io.weft.bytes.BigEndian;
import io.weft.dissect.number.IpProtocol;
import io.weft.protocol.transport.tcp.Tcp;

/**
 * A TCP connection to be played: each side knows its sequence numbers and acknowledges all that the
 * other has sent, unless told otherwise.
 */
public final class Conversation {
  public static final String CLIENT = "10.0.0.1";
  public static final String SERVER = "10.0.0.2";

  public final Side client;
  public final Side server;
  private final Wire wire;

  Conversation(Wire wire, int clientPort, int serverPort) {
    this.wire = wire;
    client = new Side(wire, CLIENT, clientPort, 1_000);
    server = new Side(wire, SERVER, serverPort, 9_000_000);
    client.peer = server;
    server.peer = client;
  }

  public Wire wire() {
    return wire;
  }

  /** The three-way handshake. */
  public Conversation open() {
    client.syn();
    server.synAck();
    client.ack();
    return this;
  }

  /** FIN and ACK of both, the client first. */
  public Conversation close() {
    client.fin();
    server.fin();
    client.ack();
    return this;
  }

  /** One end. Offsets count the bytes of its stream from 0; the SYN stands before them. */
  public static final class Side {
    private final Wire wire;
    private final String address;
    private final int port;
    private Side peer;
    private int initial;

    /** Offset of the next byte to send. */
    private long next;

    private Side(Wire wire, String address, int port, int initial) {
      this.wire = wire;
      this.address = address;
      this.port = port;
      this.initial = initial;
    }

    /** Chooses the sequence number of the SYN. */
    public Side initial(int sequence) {
      initial = sequence;
      return this;
    }

    public int initial() {
      return initial;
    }

    public long next() {
      return next;
    }

    public Side syn() {
      return segment(-1).flags(Tcp.SYN).put();
    }

    public Side synAck() {
      return segment(-1).flags(Tcp.SYN | Tcp.ACK).put();
    }

    public Side ack() {
      return segment(next).put();
    }

    /** Sends what comes next. */
    public Side send(String data) {
      return lose(data).segment(next - data.length()).data(data).put();
    }

    /** Sends what comes next, but the capture misses it. */
    public Side lose(String data) {
      next += data.length();
      return this;
    }

    /** Sends, once more or for the first time, what stands at the offset. */
    public Side resend(long offset, String data) {
      return segment(offset).data(data).put();
    }

    public Side fin() {
      next++;
      return segment(next - 1).flags(Tcp.FIN | Tcp.ACK).put();
    }

    public Side rst() {
      return segment(next).flags(Tcp.RST).put();
    }

    /** A segment that begins at the offset and acknowledges all that the peer has sent. */
    public SegmentBuilder segment(long offset) {
      return new SegmentBuilder(this, offset);
    }
  }

  /** One segment; {@link #put} sends it. */
  public static final class SegmentBuilder {
    private final Side side;
    private final long offset;
    private int flags = Tcp.ACK;
    private long acknowledged;
    private int window = 1_000;
    private byte[] options = Datagrams.NO_BYTES;
    private byte[] data = Datagrams.NO_BYTES;
    private int cut;
    private int identification;
    private int timeToLive = 64;

    private SegmentBuilder(Side side, long offset) {
      this.side = side;
      this.offset = offset;
      acknowledged = side.peer.next;
    }

    public SegmentBuilder flags(int flags) {
      this.flags = flags;
      return this;
    }

    /** Acknowledges the peer's bytes before this offset. */
    public SegmentBuilder acknowledging(long offset) {
      acknowledged = offset;
      return this;
    }

    public SegmentBuilder window(int window) {
      this.window = window;
      return this;
    }

    public SegmentBuilder data(String data) {
      return data(Datagrams.bytes(data));
    }

    public SegmentBuilder data(byte[] data) {
      this.data = data;
      return this;
    }

    /** As they are, a multiple of four bytes. */
    public SegmentBuilder options(byte[] bytes) {
      options = bytes.clone();
      return this;
    }

    /** Options of a SYN: segment size, window scale, SACK permitted, timestamps. */
    public SegmentBuilder synOptions(int segmentSize, int scale) {
      options = new byte[20];
      options[0] = 2;
      options[1] = 4;
      BigEndian.putU16(options, 2, segmentSize);
      options[4] = 4;
      options[5] = 2;
      options[6] = 8;
      options[7] = 10;
      options[16] = 1;
      options[17] = 3;
      options[18] = 3;
      options[19] = (byte) scale;
      return this;
    }

    /** The timestamps option (RFC 7323). */
    public SegmentBuilder timestamps(int value, int echo) {
      byte[] option = {1, 1, 8, 10, 0, 0, 0, 0, 0, 0, 0, 0};
      BigEndian.putI32(option, 4, value);
      BigEndian.putI32(option, 8, echo);
      options = Datagrams.join(options, option);
      return this;
    }

    /** Reports that the peer's bytes from one offset to before another have come (RFC 2018). */
    public SegmentBuilder sack(long from, long to) {
      byte[] option = {1, 1, 5, 10, 0, 0, 0, 0, 0, 0, 0, 0};
      BigEndian.putI32(option, 4, side.peer.initial + 1 + (int) from);
      BigEndian.putI32(option, 8, side.peer.initial + 1 + (int) to);
      options = Datagrams.join(options, option);
      return this;
    }

    /** Of the IP header. */
    public SegmentBuilder identification(int identification) {
      this.identification = identification;
      return this;
    }

    /** Of the IP header. */
    public SegmentBuilder timeToLive(int timeToLive) {
      this.timeToLive = timeToLive;
      return this;
    }

    /** The capture misses so many of the last bytes. */
    public SegmentBuilder cut(int bytes) {
      cut = bytes;
      return this;
    }

    public Side put() {
      byte[] frame = Datagrams.ethernet(datagram());
      side.wire.frame(frame, frame.length - cut);
      return side;
    }

    /** The segment in its IP datagram, to be put into something else. */
    public byte[] datagram() {
      int sequence = side.initial + 1 + (int) offset;
      int acknowledgment = (flags & Tcp.ACK) == 0 ? 0 : side.peer.initial + 1 + (int) acknowledged;
      byte[] tcp =
          Datagrams.tcp(
              side.port, side.peer.port, sequence, acknowledgment, flags, window, options, data);
      byte[] ip = Datagrams.ipv4(side.address, side.peer.address, IpProtocol.TCP, tcp);
      BigEndian.putU16(ip, 4, identification);
      ip[8] = (byte) timeToLive;
      return ip;
    }
  }
}
