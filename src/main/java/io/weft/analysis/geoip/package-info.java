/**
 * Look-ups of places in databases of the form MaxMind DB (version 2.0 of its specification), which
 * MaxMind and others publish. They are read from files into memory, and nothing leaves the machine;
 * the only importer of {@code com.maxmind.db}.
 */
package io.weft.analysis.geoip;
