/**
 * Cisco's hot standby router protocol, version 1 (RFC 2281) and 2, UDP ports 1985 and 2029: all
 * fields. It carries nothing.
 */
package io.weft.protocol.app.hsrp;
