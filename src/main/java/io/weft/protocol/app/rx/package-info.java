/**
 * RX, the remote procedure calls that the Andrew File System uses, on the UDP ports 7000 to 7009
 * and 7020 to 7021 of its services: the header of all packets, acknowledgements, challenges and
 * aborts, and what a call asks its service for. Arguments and results are not read.
 */
package io.weft.protocol.app.rx;
