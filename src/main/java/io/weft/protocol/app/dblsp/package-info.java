/**
 * How Dropbox finds others in the same network, on UDP port 17500: an object of JSON, whose names
 * and values are told.
 */
package io.weft.protocol.app.dblsp;
