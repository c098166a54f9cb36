/**
 * NetBIOS directly over LLC (NetBEUI), without IP: the headers of its frames. Source: IBM, "Local
 * Area Network Technical Reference", chapter 5. What they carry (SMB) is not read there.
 */
package io.weft.protocol.link.netbios;
