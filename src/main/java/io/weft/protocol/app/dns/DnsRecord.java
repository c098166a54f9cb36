package io.weft.protocol.app.dns;

import java.io.Serializable;

/**
 * A resource record of the answer section (RFC 1035 section 3.2.1).
 *
 * @param name in the notation of master files, without the dot at its end
 * @param type the mnemonic of the type: see {@link DnsNames#type}
 * @param ttl time to live in seconds, 0 to 2^32 - 1, as it was sent
 * @param data in the notation of master files, at most 4,096 characters; in the generic notation of
 *     RFC 3597 where the type is unknown or the data malformed
 */
public record DnsRecord(String name, String type, long ttl, String data) implements Serializable {}
