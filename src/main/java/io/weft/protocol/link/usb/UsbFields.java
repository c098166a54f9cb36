package io.weft.protocol.link.usb;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.littleEndian;

import io.weft.bytes.LittleEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import io.weft.dissect.number.LinkHeaderType;
import java.util.List;

/** The fields of the headers, by Wireshark's names. */
final class UsbFields {
  private static final int CONTROL = 2;
  private static final int SUBMIT = 'S';

  // Where usbmon's header has the transfer's type, whether a setup packet is there, and the packet.
  private static final int LINUX_TYPE = 9;
  private static final int LINUX_SETUP_FLAG = 14;
  private static final int LINUX_SETUP = 40;

  // Where USBPcap's header has the transfer's type and, of a control transfer, its stage.
  private static final int WINDOWS_TYPE = 22;
  private static final int WINDOWS_STAGE = 27;

  private static final ValueNames TRANSFERS =
      ValueNames.from0("URB_ISOCHRONOUS", "URB_INTERRUPT", "URB_CONTROL", "URB_BULK");
  private static final ValueNames DIRECTIONS = ValueNames.from0("OUT", "IN");

  private static final Field TRANSFER =
      Field.u8("usb.transfer_type", "URB transfer type").hexadecimal().named(TRANSFERS);
  private static final Field ENDPOINT = Field.u8("usb.endpoint_address", "Endpoint").hexadecimal();
  private static final Field DIRECTION =
      Field.u8("usb.endpoint_address.direction", "Direction")
          .masked(0x80)
          .named(DIRECTIONS)
          .within(ENDPOINT);
  private static final Field NUMBER =
      Field.u8("usb.endpoint_address.number", "Endpoint number").masked(0x0F).within(ENDPOINT);
  private static final Field DEVICE = Field.u8("usb.device_address", "Device");
  private static final Field BUS = Field.u16("usb.bus_id", "URB bus id");
  private static final Field DATA_LENGTH = Field.u32("usb.data_len", "Data length [bytes]");

  private static final FixedFields LINUX =
      FixedFields.of(
          littleEndian(0, Field.u64("usb.urb_id", "URB id").hexadecimal()),
          at(
              8,
              Field.u8("usb.urb_type", "URB type")
                  .hexadecimal()
                  .named(ValueNames.of("0x53 URB_SUBMIT", "0x43 URB_COMPLETE", "0x45 URB_ERROR"))),
          at(9, TRANSFER),
          at(10, ENDPOINT),
          at(10, DIRECTION),
          at(10, NUMBER),
          at(11, DEVICE),
          littleEndian(12, BUS),
          at(14, Field.u8("usb.setup_flag", "Device setup request").hexadecimal()),
          at(15, Field.u8("usb.data_flag", "Data").hexadecimal()),
          littleEndian(16, Field.u64("usb.urb_ts_sec", "URB sec")),
          littleEndian(24, Field.u32("usb.urb_ts_usec", "URB usec")),
          littleEndian(28, Field.u32("usb.urb_status", "URB status").signed()),
          littleEndian(32, Field.u32("usb.urb_len", "URB length [bytes]")),
          littleEndian(36, DATA_LENGTH));
  private static final Field FLAGS =
      Field.u32("usb.copy_of_transfer_flags", "Copy of Transfer Flags").hexadecimal();
  private static final FixedFields MAPPED =
      FixedFields.of(
          littleEndian(48, Field.u32("usb.interval", "Interval")),
          littleEndian(52, Field.u32("usb.start_frame", "Start frame")),
          littleEndian(56, FLAGS),
          flag("short_not_ok", "Short not OK", 0x1),
          flag("iso_asap", "ISO ASAP", 0x2),
          flag("no_transfer_dma_map", "No transfer DMA map", 0x4),
          flag("no_fsbr", "No FSBR", 0x20),
          flag("zero_packet", "Zero Packet", 0x40),
          flag("no_interrupt", "No Interrupt", 0x80),
          flag("free_buffer", "Free Buffer", 0x100),
          flag("dir_in", "Dir IN", 0x200),
          flag("dma_map_single", "DMA Map Single", 0x10000),
          flag("dma_map_page", "DMA Map Page", 0x20000),
          flag("dma_map_sg", "DMA Map SG", 0x40000),
          flag("map_local", "Map Local", 0x80000),
          flag("setup_map_single", "Setup Map Single", 0x100000),
          flag("setup_map_local", "Setup Map Local", 0x200000),
          flag("dma_sg_combined", "DMA S-G Combined", 0x400000),
          flag("aligned_temp_buffer", "Aligned Temp Buffer", 0x800000));

  private static final Field INFORMATION =
      Field.u8("usb.irp_info", "IRP information").hexadecimal();
  private static final FixedFields WINDOWS =
      FixedFields.of(
          littleEndian(0, Field.u16("usb.usbpcap_header_len", "USBPcap pseudoheader length")),
          littleEndian(2, Field.u64("usb.irp_id", "IRP ID").hexadecimal()),
          littleEndian(10, Field.u32("usb.usbd_status", "IRP USBD_STATUS").hexadecimal()),
          littleEndian(14, Field.u16("usb.function", "URB Function").hexadecimal()),
          at(16, INFORMATION),
          at(
              16,
              Field.u8("usb.irp_info.reserved", "Reserved")
                  .masked(0xFE)
                  .hexadecimal()
                  .within(INFORMATION)),
          at(
              16,
              Field.u8("usb.irp_info.direction", "Direction")
                  .masked(0x01)
                  .named(ValueNames.from0("FDO -> PDO", "PDO -> FDO"))
                  .within(INFORMATION)),
          littleEndian(17, BUS),
          at(19, DEVICE),
          at(21, ENDPOINT),
          at(21, DIRECTION),
          at(21, NUMBER),
          at(22, TRANSFER),
          littleEndian(23, DATA_LENGTH));
  private static final FixedFields STAGE =
      FixedFields.of(
          at(
              WINDOWS_STAGE,
              Field.u8("usb.control_stage", "Control transfer stage")
                  .named(ValueNames.from0("Setup", "Data", "Status", "Complete"))));

  private static final Field KIND = Field.u8("usb.bmRequestType", "bmRequestType").hexadecimal();
  private static final FixedFields SETUP =
      FixedFields.of(
          at(0, KIND),
          at(0, Field.flag("usb.bmRequestType.direction", "Direction", 8, 0x80).within(KIND)),
          at(
              0,
              Field.u8("usb.bmRequestType.type", "Type")
                  .masked(0x60)
                  .hexadecimal()
                  .named(ValueNames.from0("Standard", "Class", "Vendor", "Reserved"))
                  .within(KIND)),
          at(
              0,
              Field.u8("usb.bmRequestType.recipient", "Recipient")
                  .masked(0x1F)
                  .hexadecimal()
                  .named(ValueNames.from0("Device", "Interface", "Endpoint", "Other"))
                  .within(KIND)),
          at(
              1,
              Field.u8("usb.setup.bRequest", "bRequest")
                  .named(
                      ValueNames.of(
                          "0 GET STATUS",
                          "1 CLEAR FEATURE",
                          "3 SET FEATURE",
                          "5 SET ADDRESS",
                          "6 GET DESCRIPTOR",
                          "7 SET DESCRIPTOR",
                          "8 GET CONFIGURATION",
                          "9 SET CONFIGURATION",
                          "10 GET INTERFACE",
                          "11 SET INTERFACE"))),
          littleEndian(6, Field.u16("usb.setup.wLength", "wLength")));
  private static final int GET_DESCRIPTOR = 6;
  private static final FixedFields VALUES =
      FixedFields.of(
          littleEndian(2, Field.u16("usb.setup.wValue", "wValue").hexadecimal()),
          littleEndian(4, Field.u16("usb.setup.wIndex", "wIndex")));
  private static final FixedFields DESCRIPTOR =
      FixedFields.of(
          at(2, Field.u8("usb.DescriptorIndex", "Descriptor Index").hexadecimal()),
          at(
              3,
              Field.u8("usb.bDescriptorType", "bDescriptorType")
                  .hexadecimal()
                  .named(
                      ValueNames.of(
                          "1 DEVICE",
                          "2 CONFIGURATION",
                          "3 STRING",
                          "4 INTERFACE",
                          "5 ENDPOINT",
                          "6 DEVICE QUALIFIER",
                          "15 BOS"))),
          littleEndian(4, Field.u16("usb.LanguageId", "Language Id").hexadecimal()));

  private static final Field SOURCE = Field.text("usb.src", "Source").alias("usb.addr").generated();
  private static final Field DESTINATION =
      Field.text("usb.dst", "Destination").alias("usb.addr").generated();

  static final LayerFields FIELDS =
      LayerFields.of(
          UsbFields::read,
          List.of(LINUX, MAPPED, WINDOWS, STAGE, SETUP, VALUES, DESCRIPTOR),
          SOURCE,
          DESTINATION);

  private UsbFields() {}

  private static FixedFields.Place flag(String name, String label, int mask) {
    return littleEndian(
        56, Field.flag("usb.transfer_flags." + name, label, 32, mask).within(FLAGS));
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int end = packet.payload(layer);
    if (packet.linkType() != LinkHeaderType.USBPCAP) {
      LINUX.read(bytes, start, end, sink);
      addresses(bytes[start + 8] == SUBMIT, bytes, start + 12, start + 11, start + 10, sink);
      if (bytes[start + LINUX_TYPE] == CONTROL && bytes[start + LINUX_SETUP_FLAG] == 0) {
        setup(bytes, start + LINUX_SETUP, end, sink);
      }
      MAPPED.read(bytes, start, end, sink);
      return;
    }
    WINDOWS.read(bytes, start, end, sink);
    addresses((bytes[start + 16] & 1) == 0, bytes, start + 17, start + 19, start + 21, sink);
    if (bytes[start + WINDOWS_TYPE] == CONTROL && end - start > WINDOWS_STAGE) {
      STAGE.read(bytes, start, end, sink);
      if (bytes[start + WINDOWS_STAGE] == 0) {
        setup(bytes, end, packet.limit(layer), sink);
      }
    }
  }

  private static void setup(byte[] bytes, int at, int end, FieldSink sink) {
    SETUP.read(bytes, at, end, sink);
    boolean isDescriptor = at + 1 < end && bytes[at + 1] == GET_DESCRIPTOR;
    (isDescriptor ? DESCRIPTOR : VALUES).read(bytes, at, end, sink);
  }

  /** A request goes from the host to an endpoint, its completion comes back. */
  private static void addresses(
      boolean isRequest, byte[] bytes, int bus, int device, int endpoint, FieldSink sink) {
    address(isRequest ? DESTINATION : SOURCE, bytes, bus, device, endpoint, sink);
    Field host = isRequest ? SOURCE : DESTINATION;
    if (sink.wants(host)) {
      sink.text(host, "host", 0, 0);
    }
  }

  private static void address(
      Field field, byte[] bytes, int bus, int device, int endpoint, FieldSink sink) {
    if (sink.wants(field)) {
      StringBuilder text = sink.scratch().append(LittleEndian.u16(bytes, bus));
      text.append('.').append(bytes[device] & 0xFF);
      text.append('.').append(bytes[endpoint] & 0x0F);
      sink.text(field, text, 0, 0);
    }
  }
}
