/** What finders keep their accounts with, in bounded memory. */
package io.weft.insight.proof;
