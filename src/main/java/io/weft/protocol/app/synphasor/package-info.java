/**
 * Synchrophasors (IEEE C37.118) in UDP datagrams: the header of all frames, and commands. What data
 * and configurations hold is one field.
 */
package io.weft.protocol.app.synphasor;
