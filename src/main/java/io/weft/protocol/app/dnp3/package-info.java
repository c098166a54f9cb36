/**
 * DNP3 over TCP (IEEE 1815): requests of a master with the responses of its outstation. Objects are
 * not read. {@link io.weft.protocol.app.dnp3.Dnp3} recognises it on any port.
 */
package io.weft.protocol.app.dnp3;
