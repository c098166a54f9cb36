/**
 * X.509 certificates (RFC 5280), read by a DER reader that is bounded in depth and in length, and
 * that gives of a damaged certificate what is whole in it. {@link
 * io.weft.protocol.app.tls.certificate.CertificateReader} is the way in.
 */
package io.weft.protocol.app.tls.certificate;
