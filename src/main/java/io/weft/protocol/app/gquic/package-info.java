/**
 * Google's QUIC before IETF's, versions Q020 to Q046: the public header, and the tags of the hellos
 * that are not encrypted. A flow is recognised by a packet that names such a version; all further
 * packets of it belong to it. Still later versions have IETF's protection, and are read as QUIC.
 */
package io.weft.protocol.app.gquic;
