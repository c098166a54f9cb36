/**
 * Modbus over TCP (the Modbus Organization's guide): each function that is asked for with its
 * answer. {@link io.weft.protocol.app.modbus.Modbus} recognises it on any port by functions whose
 * messages have one length.
 */
package io.weft.protocol.app.modbus;
