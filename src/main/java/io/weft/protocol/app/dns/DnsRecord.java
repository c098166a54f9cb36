package io.weft.protocol.app.dns;

import java.io.Serializable;

/**
 * A resource record of an answer.
 *
 * @param name in the notation of master files, without the dot at its end
 * @param type by its mnemonic: see {@link DnsNames#type}
 * @param ttl time to live in seconds, 0 to 2^32 - 1, as it was sent
 * @param data in the notation of master files; in the generic one of RFC 3597 where the type is
 *     unknown or the data malformed
 */
public record DnsRecord(String name, String type, long ttl, String data) implements Serializable {}
