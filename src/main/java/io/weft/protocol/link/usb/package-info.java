/**
 * The headers before what a USB host controller carried: usbmon of Linux (both of its link types)
 * and USBPcap of Windows. Descriptors and classes of devices are not read.
 */
package io.weft.protocol.link.usb;
