/**
 * The beginning of RDP connections (MS-RDPBCGR section 2.2.1): what the client asks for, what the
 * server chooses. Where that is TLS, {@link io.weft.protocol.app.rdp.Rdp} hands over to it; nothing
 * else is read.
 */
package io.weft.protocol.app.rdp;
