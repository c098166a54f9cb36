/**
 * Results as JSON. {@link io.weft.report.json.FlowJsonLines} and {@link
 * io.weft.report.json.PacketJsonLines} print one object a line; {@link io.weft.report.json.Json}
 * makes mappers and generators that write as they do.
 *
 * <p>Flow records are written by hand-written code ({@link io.weft.report.json.FlowJson} and its
 * parts for TCP), because there may be millions of them. Exchanges and other plain records are
 * written by databind, so that a new protocol needs no writer. The JSON Schemas of all objects are
 * resources in {@code io/weft/schema}, and tests validate the output against them.
 *
 * <p>To add a field to the JSON of a flow: write it in {@link io.weft.report.json.FlowJson} (or
 * {@code TcpJson}), describe it in {@code flow.schema.json}, and write the golden outputs anew.
 */
package io.weft.report.json;
