/**
 * IGMP, versions 1 to 3 (RFC 1112, RFC 2236, RFC 3376): all fields, with the group records of
 * version 3. IGMP carries nothing.
 */
package io.weft.protocol.network.igmp;
