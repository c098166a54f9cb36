/**
 * DCE/RPC over TCP (the Open Group's C706, MS-RPCE): bindings to interfaces, and calls with how
 * they ended. What they carry is not read. {@link io.weft.protocol.app.dcerpc.DceRpc} recognises it
 * on any port.
 */
package io.weft.protocol.app.dcerpc;
