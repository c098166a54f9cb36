/** The finders of what servers, name servers and certificates did, from exchanges. */
package io.weft.insight.application;
