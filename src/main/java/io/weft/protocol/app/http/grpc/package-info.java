/**
 * The messages of gRPC, which are the bodies of HTTP/2: {@link
 * io.weft.protocol.app.http.grpc.GrpcMessages} counts them and makes them layers.
 */
package io.weft.protocol.app.http.grpc;
