/**
 * MQTT 3.1, 3.1.1 and 5 (OASIS): connections, subscriptions and messages with how they were
 * answered. Passwords and messages are not read. {@link io.weft.protocol.app.mqtt.Mqtt} recognises
 * it on any port, also in a WebSocket.
 */
package io.weft.protocol.app.mqtt;
