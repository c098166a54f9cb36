/**
 * SMB versions 1 to 3 (MS-CIFS, MS-SMB2), behind the four bytes that tell a message's length: each
 * command with its status. What is encrypted or compressed passes by. {@link
 * io.weft.protocol.app.smb.Smb} recognises it on any port.
 */
package io.weft.protocol.app.smb;
