package io.weft.protocol.tunnel.gtp;

import io.weft.dissect.field.ValueNames;

/** What the numbers of version 2 are called (3GPP TS 29.274). */
final class GtpV2Names {
  static final ValueNames MESSAGES =
      ValueNames.of(
          "1 Echo Request",
          "2 Echo Response",
          "3 Version Not Supported Indication",
          "32 Create Session Request",
          "33 Create Session Response",
          "34 Modify Bearer Request",
          "35 Modify Bearer Response",
          "36 Delete Session Request",
          "37 Delete Session Response",
          "38 Change Notification Request",
          "39 Change Notification Response",
          "64 Modify Bearer Command",
          "65 Modify Bearer Failure Indication",
          "66 Delete Bearer Command",
          "67 Delete Bearer Failure Indication",
          "68 Bearer Resource Command",
          "69 Bearer Resource Failure Indication",
          "70 Downlink Data Notification Failure Indication",
          "73 Stop Paging Indication",
          "95 Create Bearer Request",
          "96 Create Bearer Response",
          "97 Update Bearer Request",
          "98 Update Bearer Response",
          "99 Delete Bearer Request",
          "100 Delete Bearer Response",
          "128 Identification Request",
          "129 Identification Response",
          "130 Context Request",
          "131 Context Response",
          "132 Context Acknowledge",
          "133 Forward Relocation Request",
          "134 Forward Relocation Response",
          "170 Release Access Bearers Request",
          "171 Release Access Bearers Response",
          "176 Downlink Data Notification",
          "177 Downlink Data Notification Acknowledgement");

  static final ValueNames ELEMENTS =
      ValueNames.of(
          "1 International Mobile Subscriber Identity (IMSI)",
          "2 Cause",
          "3 Recovery (Restart Counter)",
          "71 Access Point Name (APN)",
          "72 Aggregate Maximum Bit Rate (AMBR)",
          "73 EPS Bearer ID (EBI)",
          "74 IP Address",
          "75 Mobile Equipment Identity (MEI)",
          "76 MSISDN",
          "77 Indication",
          "78 Protocol Configuration Options (PCO)",
          "79 PDN Address Allocation (PAA)",
          "80 Bearer Level Quality of Service (Bearer QoS)",
          "82 RAT Type",
          "83 Serving Network",
          "84 EPS Bearer Level Traffic Flow Template (Bearer TFT)",
          "86 User Location Info (ULI)",
          "87 Fully Qualified Tunnel Endpoint Identifier (F-TEID)",
          "93 Bearer Context",
          "94 Charging ID",
          "95 Charging Characteristics",
          "97 Bearer Flags",
          "99 PDN Type",
          "100 Procedure Transaction ID",
          "114 UE Time Zone",
          "127 APN Restriction",
          "128 Selection Mode",
          "255 Private Extension");

  static final ValueNames CAUSES =
      ValueNames.of(
          "2 Local Detach",
          "3 Complete Detach",
          "16 Request accepted",
          "17 Request accepted partially",
          "18 New PDN type due to network preference",
          "64 Context Not Found",
          "65 Invalid Message Format",
          "67 Invalid length",
          "68 Service not supported",
          "69 Mandatory IE incorrect",
          "70 Mandatory IE missing",
          "72 System failure",
          "73 No resources available",
          "78 Missing or unknown APN",
          "84 All dynamic addresses are occupied",
          "87 UE not responding",
          "92 User authentication failed",
          "94 Request rejected",
          "96 IMSI/IMEI not known");

  static final ValueNames RADIO =
      ValueNames.of(
          "1 UTRAN",
          "2 GERAN",
          "3 WLAN",
          "4 GAN",
          "5 HSPA Evolution",
          "6 EUTRAN",
          "7 Virtual",
          "8 EUTRAN-NB-IoT",
          "9 LTE-M",
          "10 NR");

  static final ValueNames PDN = ValueNames.of("1 IPv4", "2 IPv6", "3 IPv4/IPv6", "4 Non-IP");

  static final ValueNames INTERFACES =
      ValueNames.of(
          "0 S1-U eNodeB GTP-U interface",
          "1 S1-U SGW GTP-U interface",
          "4 S5/S8 SGW GTP-U interface",
          "5 S5/S8 PGW GTP-U interface",
          "6 S5/S8 SGW GTP-C interface",
          "7 S5/S8 PGW GTP-C interface",
          "10 S11 MME GTP-C interface",
          "11 S11/S4 SGW GTP-C interface",
          "30 S2b ePDG GTP-C interface",
          "31 S2b-U ePDG GTP-U interface",
          "32 S2b PGW GTP-C interface",
          "33 S2b-U PGW GTP-U interface");

  private GtpV2Names() {}
}
