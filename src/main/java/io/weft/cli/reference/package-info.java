/**
 * What is made of the commands and their options besides the help: completion for shells, and
 * manual pages. All of it is derived from the options themselves, so it says what the program does.
 */
package io.weft.cli.reference;
