/**
 * The beginning of PostgreSQL connections that ask for encryption: where the server agrees, {@link
 * io.weft.protocol.app.pgsql.Postgres} hands over to TLS. Queries are not read.
 */
package io.weft.protocol.app.pgsql;
