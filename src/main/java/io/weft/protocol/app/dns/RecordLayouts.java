package io.weft.protocol.app.dns;

import static io.weft.dissect.field.Field.absoluteTime;
import static io.weft.dissect.field.Field.bytes;
import static io.weft.dissect.field.Field.flag;
import static io.weft.dissect.field.Field.ipv4;
import static io.weft.dissect.field.Field.ipv6;
import static io.weft.dissect.field.Field.mac;
import static io.weft.dissect.field.Field.text;
import static io.weft.dissect.field.Field.u16;
import static io.weft.dissect.field.Field.u32;
import static io.weft.dissect.field.Field.u8;
import static io.weft.protocol.app.dns.RecordPart.counted;
import static io.weft.protocol.app.dns.RecordPart.fields;
import static io.weft.protocol.app.dns.RecordPart.inOrder;
import static io.weft.protocol.app.dns.RecordPart.name;
import static io.weft.protocol.app.dns.RecordPart.repeated;

import io.weft.dissect.field.Field;
import io.weft.dissect.field.ValueNames;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The data of each type of record as fields, by the RFC that defines the type. */
final class RecordLayouts {
  /** Types have 16 bits, but those with fields lie below. */
  private static final int TYPES = 512;

  /** The type of DNSSEC lookaside validation, whose data is that of a delegation signer's. */
  private static final int LOOKASIDE = 32_769;

  private static final ValueNames TYPE = value -> DnsNames.type((int) value);

  private static final Field KEY_FLAGS = u16("dns.key.flags", "Flags").hexadecimal();
  private static final Field DNSKEY_FLAGS = u16("dns.dnskey.flags", "Flags").hexadecimal();
  private static final Field CSYNC_FLAGS = u16("dns.csync.flags", "Flags").hexadecimal();
  private static final Field NSEC3_FLAGS = u8("dns.nsec3.flags", "NSEC3 flags").hexadecimal();
  private static final Field CAA_FLAGS = u8("dns.caa.flags", "CAA Flags").hexadecimal();

  private final RecordPart[] byType = new RecordPart[TYPES];

  RecordLayouts() {
    names();
    hosts();
    services();
    places();
    security();
    keys();
    transactions();
  }

  /** The layout of a type's data; null where the type has no fields of its own. */
  RecordPart of(int type) {
    return type < TYPES ? byType[type] : type == LOOKASIDE ? byType[43] : null;
  }

  /** All fields, once each. */
  List<Field> declared() {
    Set<Field> all = new LinkedHashSet<>();
    for (RecordPart layout : byType) {
      if (layout != null) {
        all.addAll(layout.declared());
      }
    }
    return new ArrayList<>(all);
  }

  private void put(int type, RecordPart... parts) {
    byType[type] = parts.length == 1 ? parts[0] : inOrder(parts);
  }

  private static Field bit(Field number, String name, String label, int mask) {
    return flag(number.name() + "." + name, label, number.bits(), mask).within(number);
  }

  private static RecordPart strings(String length, String value, String label) {
    return repeated(
        counted(u8(length, label + " Length").repeating(), text(value, label).repeating()));
  }

  /** Types whose data is a name, or ends in one (RFC 1035 section 3.3, RFC 1183, RFC 2163). */
  private void names() {
    put(2, name(text("dns.ns", "Name Server")));
    put(3, name(text("dns.md", "Mail Destination")));
    put(4, name(text("dns.mf", "Mail Forwarder")));
    put(5, name(text("dns.cname", "CNAME")));
    put(
        6,
        name(text("dns.soa.mname", "Primary name server")),
        name(text("dns.soa.rname", "Responsible authority's mailbox")),
        fields(
            u32("dns.soa.serial_number", "Serial Number"),
            u32("dns.soa.refresh_interval", "Refresh Interval"),
            u32("dns.soa.retry_interval", "Retry Interval"),
            u32("dns.soa.expire_limit", "Expire limit"),
            u32("dns.soa.minimum_ttl", "Minimum TTL")));
    put(7, name(text("dns.mb", "MailBox Domain")));
    put(8, name(text("dns.mg", "Mail Group member")));
    put(9, name(text("dns.mr", "Mail Rename domain")));
    put(12, name(text("dns.ptr.domain_name", "Domain Name")));
    put(
        14,
        name(text("dns.minfo.r", "Responsible Mailbox")),
        name(text("dns.minfo.e", "Error Mailbox")));
    put(
        15,
        fields(u16("dns.mx.preference", "Preference")),
        name(text("dns.mx.mail_exchange", "Mail Exchange")));
    put(17, name(text("dns.rp.mailbox", "Mailbox")), name(text("dns.rp.txt_rr", "TXT RR")));
    put(
        18,
        fields(u16("dns.afsdb.subtype", "Subtype")),
        name(text("dns.afsdb.hostname", "Hostname")));
    put(
        21,
        fields(u16("dns.rt.subtype", "Preference")),
        name(text("dns.rt.intermediate_host", "Intermediate Hostname")));
    put(23, name(text("dns.nsap_ptr.owner", "Owner")));
    put(
        26,
        fields(u16("dns.px.preference", "Preference")),
        name(text("dns.px.map822", "MAP822")),
        name(text("dns.px.map400", "MAPX400")));
    put(
        36,
        fields(u16("dns.kx.preference", "Preference")),
        name(text("dns.kx.key_exchange", "Key Exchange")));
    put(39, name(text("dns.dname", "Dname")));
  }

  /** Addresses, and what hosts are (RFC 1035, RFC 3596, RFC 2874, RFC 6742, RFC 7043, RFC 3123). */
  private void hosts() {
    put(1, fields(ipv4("dns.a", "Address")));
    put(10, fields(bytes("dns.null", "Null (data)")));
    put(
        11,
        fields(ipv4("dns.wks.address", "Address"), u8("dns.wks.protocol", "Protocol")),
        AddressFields.services());
    put(
        13,
        counted(u8("dns.hinfo.cpu_length", "CPU Length"), text("dns.hinfo.cpu", "CPU")),
        counted(u8("dns.hinfo.os_length", "OS Length"), text("dns.hinfo.os", "OS")));
    put(16, strings("dns.txt.length", "dns.txt", "TXT"));
    put(28, fields(ipv6("dns.aaaa", "AAAA Address")));
    put(38, AddressFields.a6());
    put(42, AddressFields.prefixes());
    put(49, fields(bytes("dns.dhcid.rdata", "DHCID Data")));
    put(99, strings("dns.spf.length", "dns.spf", "SPF"));
    put(104, fields(u16("dns.ilnp.nid.preference", "Preference"), bytes("dns.ilnp.nid", "NodeID")));
    put(
        105,
        fields(u16("dns.ilnp.l32.preference", "Preference"), ipv4("dns.ilnp.l32", "Locator32")));
    put(
        106,
        fields(u16("dns.ilnp.l64.preference", "Preference"), bytes("dns.ilnp.l64", "Locator64")));
    put(
        107,
        fields(u16("dns.ilnp.lp.preference", "Preference")),
        name(text("dns.ilnp.lp", "Locator FQDN")));
    put(108, fields(mac("dns.eui48", "EUI48 Address")));
    put(109, fields(bytes("dns.eui64", "EUI64 Address")));
  }

  /** Where a service is found (RFC 2782, RFC 3403, RFC 9460, RFC 8659). */
  private void services() {
    put(
        33,
        fields(
            u16("dns.srv.priority", "Priority"),
            u16("dns.srv.weight", "Weight"),
            u16("dns.srv.port", "Port")),
        name(text("dns.srv.target", "Target")));
    put(
        35,
        fields(u16("dns.naptr.order", "Order"), u16("dns.naptr.preference", "Preference")),
        counted(u8("dns.naptr.flags_length", "Flags Length"), text("dns.naptr.flags", "Flags")),
        counted(
            u8("dns.naptr.service_length", "Service Length"), text("dns.naptr.service", "Service")),
        counted(u8("dns.naptr.regex_length", "Regex Length"), text("dns.naptr.regex", "Regex")),
        AddressFields.replacement());
    RecordPart service =
        inOrder(
            fields(u16("dns.svcb.svcpriority", "SvcPriority")),
            name(text("dns.svcb.targetname", "TargetName")),
            repeated(ServiceFields.parameter()));
    put(64, service);
    put(65, service);
    put(
        257,
        fields(CAA_FLAGS, bit(CAA_FLAGS, "issuer_critical", "Issuer Critical", 0x80)),
        KeyFields.authorization());
  }

  /** Where a host stands (RFC 1876, RFC 1712), and numbers of other networks (RFC 1183). */
  private void places() {
    put(19, counted(u8("dns.x25.length", "Length"), text("dns.x25.psdn_address", "PSDN-Address")));
    put(
        20,
        counted(u8("dns.idsn.length", "Length"), text("dns.idsn.address", "ISDN Address")),
        counted(u8("dns.idsn.sa.length", "Length"), text("dns.idsn.sa.address", "Sub Address")));
    put(22, fields(bytes("dns.nsap.rdata", "NSAP Data")));
    put(
        27,
        counted(
            u8("dns.gpos.longitude_length", "Longitude length"),
            text("dns.gpos.longitude", "Longitude")),
        counted(
            u8("dns.gpos.latitude_length", "Latitude length"),
            text("dns.gpos.latitude", "Latitude")),
        counted(
            u8("dns.gpos.altitude_length", "Altitude length"),
            text("dns.gpos.altitude", "Altitude")));
    put(29, AddressFields.location());
  }

  /** What DNSSEC adds (RFC 4034, RFC 5155, RFC 4431, RFC 7477, RFC 8976). */
  private void security() {
    RecordPart signer =
        fields(
            u16("dns.ds.key_id", "Key id").hexadecimal(),
            u8("dns.ds.algorithm", "Algorithm").named(DnsNames::algorithm),
            u8("dns.ds.digest_type", "Digest Type").named(DnsNames::digest),
            bytes("dns.ds.digest", "Digest"));
    put(43, signer);
    put(59, signer);
    put(
        46,
        fields(
            u16("dns.rrsig.type_covered", "Type Covered").named(TYPE),
            u8("dns.rrsig.algorithm", "Algorithm").named(DnsNames::algorithm),
            u8("dns.rrsig.labels", "Labels"),
            u32("dns.rrsig.original_ttl", "Original TTL"),
            absoluteTime("dns.rrsig.signature_expiration", "Signature Expiration"),
            absoluteTime("dns.rrsig.signature_inception", "Signature Inception"),
            u16("dns.rrsig.key_tag", "Key Tag")),
        name(text("dns.rrsig.signers_name", "Signer's name")),
        fields(bytes("dns.rrsig.signature", "Signature")));
    byType[24] = byType[46];
    put(47, name(text("dns.nsec.next_domain_name", "Next Domain Name")));
    put(30, name(text("dns.nxt.next_domain_name", "Next Domain Name")));
    Field algorithm = u8("dns.nsec3.algo", "Hash algorithm");
    Field iterations = u16("dns.nsec3.iterations", "NSEC3 iterations");
    RecordPart salt =
        counted(
            u8("dns.nsec3.salt_length", "Salt length"),
            bytes("dns.nsec3.salt_value", "Salt value"));
    put(
        50,
        fields(
            algorithm,
            NSEC3_FLAGS,
            bit(NSEC3_FLAGS, "opt_out", "NSEC3 Opt-out flag", 1),
            iterations),
        salt,
        KeyFields.hashedOwner());
    put(51, fields(algorithm, NSEC3_FLAGS, iterations), salt);
    put(
        62,
        fields(
            u32("dns.csync.soa", "SOA"),
            CSYNC_FLAGS,
            bit(CSYNC_FLAGS, "immediate", "immediate", 1),
            bit(CSYNC_FLAGS, "soaminimum", "soaminimum", 2),
            bytes("dns.csync.type_bitmap", "Type Bitmap")));
    put(
        63,
        fields(
            u32("dns.zonemd.serial", "Serial"),
            u8("dns.zonemd.scheme", "Scheme"),
            u8("dns.zonemd.hash_algo", "Hash Algorithm"),
            bytes("dns.zonemd.digest", "Digest")));
  }

  /** Keys and certificates (RFC 4034, RFC 2535, RFC 4398, RFC 4255, RFC 6698, RFC 8005). */
  private void keys() {
    RecordPart key =
        inOrder(
            fields(
                DNSKEY_FLAGS,
                bit(DNSKEY_FLAGS, "zone_key", "Zone Key", 0x0100),
                bit(DNSKEY_FLAGS, "key_revoked", "Key Revoked", 0x0080),
                bit(DNSKEY_FLAGS, "secure_entry_point", "Key Signing Key", 0x0001),
                u16("dns.dnskey.flags.reserved", "Reserved").masked(0xFE7E).within(DNSKEY_FLAGS),
                u8("dns.dnskey.protocol", "Protocol"),
                u8("dns.dnskey.algorithm", "Algorithm").named(DnsNames::algorithm)),
            KeyFields.identified(
                u16("dns.dnskey.key_id", "Key id"), bytes("dns.dnskey.public_key", "Public Key")));
    put(48, key);
    put(60, key);
    put(
        25,
        fields(
            KEY_FLAGS,
            bit(KEY_FLAGS, "authentication", "Key allowed for authentication", 0x8000),
            bit(KEY_FLAGS, "confidentiality", "Key allowed for confidentiality", 0x4000),
            bit(KEY_FLAGS, "required", "Key required", 0x2000),
            bit(KEY_FLAGS, "associated_user", "Key is associated with a user", 0x0400),
            bit(
                KEY_FLAGS,
                "associated_named_entity",
                "Key is associated with the named entity",
                0x0200),
            bit(KEY_FLAGS, "ipsec", "Key use with IPSEC", 0x0080),
            bit(KEY_FLAGS, "mime", "Key use with MIME security multiparts", 0x0040),
            u16("dns.key.flags.signatory", "Signatory").masked(0x000F).within(KEY_FLAGS),
            u8("dns.key.protocol", "Protocol"),
            u8("dns.key.algorithm", "Algorithm").named(DnsNames::algorithm)),
        KeyFields.identified(
            u16("dns.key.key_id", "Key ID"), bytes("dns.key.public_key", "Public Key")));
    put(
        37,
        fields(
            u16("dns.cert.type", "Type"),
            u16("dns.cert.key_tag", "Key Tag").hexadecimal(),
            u8("dns.cert.algorithm", "Algorithm").named(DnsNames::algorithm),
            bytes("dns.cert.certificate", "Certificate (or CRL)")));
    put(
        44,
        fields(
            u8("dns.sshfp.algorithm", "Algorithm"),
            u8("dns.sshfp.fingerprint.type", "Fingerprint type"),
            bytes("dns.sshfp.fingerprint", "Fingerprint")));
    put(45, KeyFields.ipsec());
    put(52, certificateAssociation());
    byType[53] = byType[52];
    put(55, KeyFields.hostIdentity());
    put(61, KeyFields.openPgp());
  }

  private static RecordPart certificateAssociation() {
    return fields(
        u8("dns.tlsa.certificate_usage", "Certificate Usage"),
        u8("dns.tlsa.selector", "Selector"),
        u8("dns.tlsa.matching_type", "Matching Type"),
        bytes("dns.tlsa.certificate_association_data", "Certificate Association Data"));
  }

  /** Records that belong to a transaction and not to a zone (RFC 2930, RFC 8945). */
  private void transactions() {
    put(
        249,
        name(text("dns.tkey.algo_name", "Algorithm name")),
        fields(
            absoluteTime("dns.tkey.signature_inception", "Signature Inception"),
            absoluteTime("dns.tkey.signature_expiration", "Signature Expiration"),
            u16("dns.tkey.mode", "Mode"),
            u16("dns.tkey.error", "Error").named(DnsNames::error)),
        counted(u16("dns.tkey.key_size", "Key Size"), bytes("dns.tkey.key_data", "Key Data")),
        counted(
            u16("dns.tkey.other_size", "Other Size"), bytes("dns.tkey.other_data", "Other Data")));
    put(
        250,
        name(text("dns.tsig.algorithm_name", "Algorithm Name")),
        KeyFields.timeSigned(),
        fields(u16("dns.tsig.fudge", "Fudge")),
        KeyFields.passedOver(u16("dns.tsig.mac_size", "MAC Size")),
        fields(
            u16("dns.tsig.original_id", "Original Id"),
            u16("dns.tsig.error", "Error").named(DnsNames::error)),
        counted(
            u16("dns.tsig.other_len", "Other Len"), bytes("dns.tsig.other_data", "Other Data")));
  }
}
