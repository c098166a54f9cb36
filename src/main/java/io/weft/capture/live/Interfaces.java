package io.weft.capture.live;

import io.weft.bytes.IpAddress;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapAddress;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface;
import org.pcap4j.core.PcapNetworkInterface.PromiscuousMode;
import org.pcap4j.core.Pcaps;
import org.pcap4j.packet.namednumber.DataLinkType;

/** The interfaces of this machine, as libpcap finds them. */
public final class Interfaces {
  /** The name of the pseudo-interface that stands for all interfaces together, on Linux. */
  public static final String ANY = "any";

  // For handles that are opened only to find out whether that is possible.
  private static final int TRIAL_SNAPLEN = 1 << 18;
  private static final int TRIAL_BUFFER = 2 * TRIAL_SNAPLEN;
  private static final int TRIAL_TIMEOUT_MILLIS = 10;

  private Interfaces() {}

  /**
   * Lists all interfaces. Each is opened for a moment, to find out whether the user may capture on
   * it.
   *
   * @throws LiveException if there is no libpcap
   */
  public static List<LiveInterface> list() throws LiveException {
    List<PcapNetworkInterface> found = find();
    List<LiveInterface> list = new ArrayList<>(found.size());
    for (PcapNetworkInterface each : found) {
      list.add(describe(each, list.size() + 1));
    }
    return list;
  }

  /** libpcap's own list. */
  private static List<PcapNetworkInterface> find() throws LiveException {
    Libpcap.require();
    try {
      return Pcaps.findAllDevs();
    } catch (PcapNativeException e) {
      throw new LiveException(LiveException.Reason.OTHER, Libpcap.message(e), e);
    }
  }

  /**
   * Finds the interface of a name, or of a number as {@link #list} gives it.
   *
   * @throws LiveException if there is none
   */
  static PcapNetworkInterface named(String nameOrNumber) throws LiveException {
    List<PcapNetworkInterface> all = find();
    for (PcapNetworkInterface each : all) {
      if (each.getName().equals(nameOrNumber)) {
        return each;
      }
    }
    if (nameOrNumber.matches("[1-9]\\d{0,5}")) {
      int number = Integer.parseInt(nameOrNumber);
      if (number <= all.size()) {
        return all.get(number - 1);
      }
    }
    throw new LiveException(
        LiveException.Reason.UNKNOWN_INTERFACE,
        "no interface '"
            + nameOrNumber
            + "': there "
            + (all.isEmpty()
                ? "are none"
                : "are "
                    + all.stream()
                        .map(PcapNetworkInterface::getName)
                        .collect(Collectors.joining(", "))));
  }

  /** Whether there is an interface of that name at this moment. */
  static boolean exists(String name) {
    try {
      return name.equals(ANY) || NetworkInterface.getByName(name) != null;
    } catch (SocketException e) {
      return false;
    }
  }

  /**
   * Whether an interface is switched on. The answer is false for names that are no real interface,
   * such as {@link #ANY}.
   */
  static boolean isUp(String name) {
    try {
      NetworkInterface face = NetworkInterface.getByName(name);
      return face != null && face.isUp();
    } catch (SocketException e) {
      return false;
    }
  }

  private static LiveInterface describe(PcapNetworkInterface each, int number) {
    List<LiveInterface.LinkLayer> linkTypes = new ArrayList<>();
    String trouble = null;
    boolean denied = false;
    try (PcapHandle handle = open(each.getName())) {
      linkTypes.add(linkLayer(handle.getDlt()));
      for (DataLinkType other : handle.listDatalinks()) {
        LiveInterface.LinkLayer layer = linkLayer(other);
        if (!linkTypes.contains(layer)) {
          linkTypes.add(layer);
        }
      }
    } catch (PcapNativeException e) {
      trouble = Libpcap.message(e);
      denied =
          Libpcap.code(e) == Libpcap.PERMISSION_DENIED
              || Libpcap.code(e) == Libpcap.PROMISCUOUS_PERMISSION_DENIED;
    } catch (NotOpenException e) {
      trouble = Libpcap.message(e);
    }
    return new LiveInterface(
        number,
        each.getName(),
        each.getDescription(),
        each.getAddresses().stream()
            .filter(address -> address.getAddress() != null)
            .map(Interfaces::address)
            .toList(),
        each.getLinkLayerAddresses().stream().map(Object::toString).toList(),
        each.isUp(),
        each.isRunning(),
        each.isLoopBack(),
        linkTypes,
        denied,
        trouble);
  }

  private static PcapHandle open(String name) throws PcapNativeException {
    return new PcapHandle.Builder(name)
        .snaplen(TRIAL_SNAPLEN)
        .bufferSize(TRIAL_BUFFER)
        .promiscuousMode(PromiscuousMode.NONPROMISCUOUS)
        .timeoutMillis(TRIAL_TIMEOUT_MILLIS)
        .build();
  }

  private static LiveInterface.LinkLayer linkLayer(DataLinkType type) {
    String name;
    try {
      name = Pcaps.dataLinkValToName(type.value());
    } catch (PcapNativeException e) {
      name = "DLT " + type.value(); // libpcap has no name for it
    }
    return new LiveInterface.LinkLayer(type.value(), name);
  }

  private static String address(PcapAddress address) {
    String plain = IpAddress.of(address.getAddress().getAddress()).toString();
    return address.getNetmask() == null ? plain : plain + "/" + prefix(address.getNetmask());
  }

  private static int prefix(InetAddress mask) {
    int bits = 0;
    for (byte each : mask.getAddress()) {
      bits += Integer.bitCount(each & 0xFF);
    }
    return bits;
  }
}
