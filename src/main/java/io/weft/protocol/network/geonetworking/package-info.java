/**
 * GeoNetworking, by which vehicles speak to one another: the basic and the common header (ETSI EN
 * 302 636-4-1, sections 9.6 and 9.7). What stands behind them is not read.
 */
package io.weft.protocol.network.geonetworking;
