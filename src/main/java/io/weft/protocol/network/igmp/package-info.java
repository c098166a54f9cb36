/**
 * IGMP, versions 1 to 3 (RFC 1112, RFC 2236, RFC 3376). Type, response time and group are read;
 * IGMP carries nothing. The group records of version 3 are part of the layer and are not read.
 */
package io.weft.protocol.network.igmp;
