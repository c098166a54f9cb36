/**
 * The protocols that ship with Weft, a package each, and {@link
 * io.weft.protocol.StandardProtocols}, the catalogue, which has a line for each of them. A line
 * calls the protocol's {@code register} method. That method tells a {@link
 * io.weft.dissect.chain.Chain.Builder} which numbers lead to the protocol, which fields it has and
 * what a packet list shows of it.
 *
 * <p>Protocols do not know one another's classes. A protocol looks up the dissector of its payload
 * in a {@link io.weft.dissect.chain.DispatchTable}, which is keyed by the numbers of the standards
 * (ethertypes, IP protocols); or it asks for a dissector by its name, where no number leads to it
 * ({@link io.weft.dissect.chain.Chain.Builder#named}). What several protocols of one layer need
 * stands in the package of that layer: {@code link}, {@code network}, {@code transport}, {@code
 * tunnel}. Protocols that read streams or the datagrams of whole flows are in {@code app}.
 *
 * <p><b>The template for a new protocol is UDP</b>, in {@code io.weft.protocol.transport.udp}:
 *
 * <ul>
 *   <li>{@code Udp.java}: the view, with the offsets, the fields that are walked, the record and
 *       {@code register};
 *   <li>{@code UdpDissector.java}: checks the header, bounds the payload by the length field,
 *       records the layer and finds who reads the payload;
 *   <li>{@code UdpText.java}: the info column of a packet list;
 *   <li>{@code TransportProtocolsTest.java}: the tests of headers that contradict themselves;
 *       {@code SampleFrames.java} has an honest frame of each protocol, which further tests cut,
 *       damage and nest;
 *   <li>{@code src/test/resources/golden/packets-json-vxlan}: the golden output, with UDP's fields
 *       in two layers of one packet.
 * </ul>
 *
 * <p>A new protocol also needs its line in the catalogue. {@code UdpLite.java} and its dissector,
 * in the same package, are a protocol of their own and not part of the template.
 */
package io.weft.protocol;
