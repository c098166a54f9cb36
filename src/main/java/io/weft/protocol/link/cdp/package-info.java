/**
 * Cisco's discovery protocol, which SNAP carries: the header and its common elements, each a
 * record.
 */
package io.weft.protocol.link.cdp;
