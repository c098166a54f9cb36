/**
 * Bodies of HTTP messages as their readers see them: {@link io.weft.protocol.app.http.body.Body}
 * undoes the codings as the bytes come, counts and hashes the result, and recognises what it is
 * ({@link io.weft.protocol.app.http.body.ContentType}). It keeps no more of a body than its
 * decoders need, and ends where {@link io.weft.protocol.app.http.body.BodyLimits} are reached.
 */
package io.weft.protocol.app.http.body;
