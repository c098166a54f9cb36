/**
 * Results as JSON. {@link io.weft.report.json.FlowJsonLines} and {@link
 * io.weft.report.json.PacketJsonLines} print one object a line; {@link io.weft.report.json.Json}
 * makes mappers and generators that write as they do.
 *
 * <p>Hand-written code writes flow records ({@link io.weft.report.json.FlowJson} and its parts for
 * TCP), because there may be millions of them, and exchanges whose parts stand side by side in
 * JSON. Databind writes all other records by the names of their components, so that the exchange of
 * a new protocol needs no writer. The JSON Schemas of all objects are resources in {@code
 * io/weft/schema}, and tests validate the output against them.
 *
 * <p>To add a field to the JSON of a flow: write it in {@link io.weft.report.json.FlowJson} (or
 * {@code TcpJson}), describe it in {@code flow.schema.json}, and write the golden outputs anew.
 */
package io.weft.report.json;
