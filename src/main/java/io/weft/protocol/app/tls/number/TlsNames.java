package io.weft.protocol.app.tls.number;

/** The names of versions, groups, signature schemes, extensions, messages and alerts (IANA). */
public final class TlsNames {
  public static final NumberNames VERSIONS =
      NumberNames.of(
          """
          0002 SSL 2.0
          0100 DTLS 1.0 (OpenSSL pre 0.9.8f)
          0300 SSL 3.0
          0301 TLS 1.0
          0302 TLS 1.1
          0303 TLS 1.2
          0304 TLS 1.3
          7F12 TLS 1.3 (draft 18)
          7F13 TLS 1.3 (draft 19)
          7F14 TLS 1.3 (draft 20)
          7F15 TLS 1.3 (draft 21)
          7F16 TLS 1.3 (draft 22)
          7F17 TLS 1.3 (draft 23)
          7F18 TLS 1.3 (draft 24)
          7F19 TLS 1.3 (draft 25)
          7F1A TLS 1.3 (draft 26)
          7F1B TLS 1.3 (draft 27)
          7F1C TLS 1.3 (draft 28)
          FEFC DTLS 1.3
          FEFD DTLS 1.2
          FEFF DTLS 1.0
          """);

  /** The registry "TLS Supported Groups". */
  public static final NumberNames GROUPS =
      NumberNames.of(
          """
          0001 sect163k1
          0002 sect163r1
          0003 sect163r2
          0004 sect193r1
          0005 sect193r2
          0006 sect233k1
          0007 sect233r1
          0008 sect239k1
          0009 sect283k1
          000A sect283r1
          000B sect409k1
          000C sect409r1
          000D sect571k1
          000E sect571r1
          000F secp160k1
          0010 secp160r1
          0011 secp160r2
          0012 secp192k1
          0013 secp192r1
          0014 secp224k1
          0015 secp224r1
          0016 secp256k1
          0017 secp256r1
          0018 secp384r1
          0019 secp521r1
          001A brainpoolP256r1
          001B brainpoolP384r1
          001C brainpoolP512r1
          001D x25519
          001E x448
          001F brainpoolP256r1tls13
          0020 brainpoolP384r1tls13
          0021 brainpoolP512r1tls13
          0022 GC256A
          0023 GC256B
          0024 GC256C
          0025 GC256D
          0026 GC512A
          0027 GC512B
          0028 GC512C
          0029 curveSM2
          0100 ffdhe2048
          0101 ffdhe3072
          0102 ffdhe4096
          0103 ffdhe6144
          0104 ffdhe8192
          0200 MLKEM512
          0201 MLKEM768
          0202 MLKEM1024
          11EB SecP256r1MLKEM768
          11EC X25519MLKEM768
          11ED SecP384r1MLKEM1024
          6399 X25519Kyber768Draft00
          639A SecP256r1Kyber768Draft00
          FF01 arbitrary_explicit_prime_curves
          FF02 arbitrary_explicit_char2_curves
          """);

  /** The registry "TLS SignatureScheme", and pairs of hash and signature of TLS 1.2. */
  public static final NumberNames SIGNATURE_SCHEMES =
      NumberNames.of(
          """
          0101 rsa_pkcs1_md5
          0201 rsa_pkcs1_sha1
          0202 dsa_sha1
          0203 ecdsa_sha1
          0301 rsa_pkcs1_sha224
          0302 dsa_sha224
          0303 ecdsa_sha224
          0401 rsa_pkcs1_sha256
          0402 dsa_sha256
          0403 ecdsa_secp256r1_sha256
          0420 rsa_pkcs1_sha256_legacy
          0501 rsa_pkcs1_sha384
          0502 dsa_sha384
          0503 ecdsa_secp384r1_sha384
          0520 rsa_pkcs1_sha384_legacy
          0601 rsa_pkcs1_sha512
          0602 dsa_sha512
          0603 ecdsa_secp521r1_sha512
          0620 rsa_pkcs1_sha512_legacy
          0704 eccsi_sha256
          0705 iso_ibs1
          0706 iso_ibs2
          0707 iso_chinese_ibs
          0708 sm2sig_sm3
          0709 gostr34102012_256a
          070A gostr34102012_256b
          070B gostr34102012_256c
          070C gostr34102012_256d
          070D gostr34102012_512a
          070E gostr34102012_512b
          070F gostr34102012_512c
          0804 rsa_pss_rsae_sha256
          0805 rsa_pss_rsae_sha384
          0806 rsa_pss_rsae_sha512
          0807 ed25519
          0808 ed448
          0809 rsa_pss_pss_sha256
          080A rsa_pss_pss_sha384
          080B rsa_pss_pss_sha512
          081A ecdsa_brainpoolP256r1tls13_sha256
          081B ecdsa_brainpoolP384r1tls13_sha384
          081C ecdsa_brainpoolP512r1tls13_sha512
          0904 mldsa44
          0905 mldsa65
          0906 mldsa87
          """);

  /** The registry "TLS ExtensionType Values", and extensions that browsers use without it. */
  public static final NumberNames EXTENSIONS =
      NumberNames.of(
          """
          0000 server_name
          0001 max_fragment_length
          0002 client_certificate_url
          0003 trusted_ca_keys
          0004 truncated_hmac
          0005 status_request
          0006 user_mapping
          0007 client_authz
          0008 server_authz
          0009 cert_type
          000A supported_groups
          000B ec_point_formats
          000C srp
          000D signature_algorithms
          000E use_srtp
          000F heartbeat
          0010 application_layer_protocol_negotiation
          0011 status_request_v2
          0012 signed_certificate_timestamp
          0013 client_certificate_type
          0014 server_certificate_type
          0015 padding
          0016 encrypt_then_mac
          0017 extended_master_secret
          0018 token_binding
          0019 cached_info
          001A tls_lts
          001B compress_certificate
          001C record_size_limit
          001D pwd_protect
          001E pwd_clear
          001F password_salt
          0020 ticket_pinning
          0021 tls_cert_with_extern_psk
          0022 delegated_credential
          0023 session_ticket
          0024 TLMSP
          0025 TLMSP_proxying
          0026 TLMSP_delegate
          0027 supported_ekt_ciphers
          0029 pre_shared_key
          002A early_data
          002B supported_versions
          002C cookie
          002D psk_key_exchange_modes
          002F certificate_authorities
          0030 oid_filters
          0031 post_handshake_auth
          0032 signature_algorithms_cert
          0033 key_share
          0034 transparency_info
          0035 connection_id_deprecated
          0036 connection_id
          0037 external_id_hash
          0038 external_session_id
          0039 quic_transport_parameters
          003A ticket_request
          003B dnssec_chain
          003C sequence_number_encryption_algorithms
          003D rrc
          003E tls_flags
          3374 next_protocol_negotiation
          4469 application_settings_old
          44CD application_settings
          7550 channel_id
          CA34 trust_anchors
          FD00 ech_outer_extensions
          FE0D encrypted_client_hello
          FF01 renegotiation_info
          FFCE encrypted_server_name
          """);

  /** The registry "TLS HandshakeType". */
  public static final NumberNames HANDSHAKES =
      NumberNames.of(
          """
          0000 hello_request
          0001 client_hello
          0002 server_hello
          0003 hello_verify_request
          0004 new_session_ticket
          0005 end_of_early_data
          0006 hello_retry_request
          0008 encrypted_extensions
          0009 request_connection_id
          000A new_connection_id
          000B certificate
          000C server_key_exchange
          000D certificate_request
          000E server_hello_done
          000F certificate_verify
          0010 client_key_exchange
          0011 client_certificate_request
          0014 finished
          0015 certificate_url
          0016 certificate_status
          0017 supplemental_data
          0018 key_update
          0019 compressed_certificate
          001A ekt_key
          0043 next_protocol
          00FE message_hash
          """);

  /** The registry "TLS ContentType". */
  public static final NumberNames CONTENTS =
      NumberNames.of(
          """
          0014 change_cipher_spec
          0015 alert
          0016 handshake
          0017 application_data
          0018 heartbeat
          0019 tls12_cid
          001A ACK
          """);

  public static final NumberNames ALERT_LEVELS =
      NumberNames.of(
          """
          0001 warning
          0002 fatal
          """);

  /** The registry "TLS Alerts". */
  public static final NumberNames ALERTS =
      NumberNames.of(
          """
          0000 close_notify
          000A unexpected_message
          0014 bad_record_mac
          0015 decryption_failed
          0016 record_overflow
          001E decompression_failure
          0028 handshake_failure
          0029 no_certificate
          002A bad_certificate
          002B unsupported_certificate
          002C certificate_revoked
          002D certificate_expired
          002E certificate_unknown
          002F illegal_parameter
          0030 unknown_ca
          0031 access_denied
          0032 decode_error
          0033 decrypt_error
          0034 too_many_cids_requested
          003C export_restriction
          0046 protocol_version
          0047 insufficient_security
          0050 internal_error
          0056 inappropriate_fallback
          005A user_canceled
          0064 no_renegotiation
          006D missing_extension
          006E unsupported_extension
          006F certificate_unobtainable
          0070 unrecognized_name
          0071 bad_certificate_status_response
          0072 bad_certificate_hash_value
          0073 unknown_psk_identity
          0074 certificate_required
          0075 general_error
          0078 no_application_protocol
          0079 ech_required
          """);

  private TlsNames() {}
}
