/* A server and a client of DTLS 1.3, by wolfSSL: dtls13 server|client ADDRESS PORT CIPHER [MODE].
   The client says two lines and updates its keys between them, and the server answers each. With
   the mode "cid" both ask for connection identifiers. The server's files are named by CERTIFICATE
   and KEY, and the client's secrets go to the file that KEYLOG names. */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wolfssl/wolfcrypt/settings.h>
#include <wolfssl/ssl.h>

static void fail(const char *what) {
  fprintf(stderr, "%s\n", what);
  _exit(1);
}

/* Writes a secret to the key log. */
static int keep(WOLFSSL *ssl, int id, const unsigned char *secret, int length, void *unused) {
  static const char *names[] = {
      [CLIENT_HANDSHAKE_TRAFFIC_SECRET] = "CLIENT_HANDSHAKE_TRAFFIC_SECRET",
      [SERVER_HANDSHAKE_TRAFFIC_SECRET] = "SERVER_HANDSHAKE_TRAFFIC_SECRET",
      [CLIENT_TRAFFIC_SECRET] = "CLIENT_TRAFFIC_SECRET_0",
      [SERVER_TRAFFIC_SECRET] = "SERVER_TRAFFIC_SECRET_0"};
  unsigned char random[32];
  (void) unused;
  if (id < 0 || id >= (int) (sizeof names / sizeof *names) || !names[id]) return 0;
  wolfSSL_get_client_random(ssl, random, sizeof random);
  FILE *log = fopen(getenv("KEYLOG"), "a");
  if (!log) fail("key log");
  fprintf(log, "%s ", names[id]);
  for (int i = 0; i < 32; i++) fprintf(log, "%02x", random[i]);
  fprintf(log, " ");
  for (int i = 0; i < length; i++) fprintf(log, "%02x", secret[i]);
  fprintf(log, "\n");
  fclose(log);
  return 0;
}

static void say(WOLFSSL *ssl, const char *line) {
  if (wolfSSL_write(ssl, line, (int) strlen(line)) <= 0) fail("write");
}

static void hear(WOLFSSL *ssl) {
  char line[200];
  int n = wolfSSL_read(ssl, line, sizeof line - 1);
  if (n <= 0) fail("read");
  printf("%.*s", n, line);
  fflush(stdout);
}

int main(int count, char **words) {
  int is_server = count > 4 && !strcmp(words[1], "server");
  struct sockaddr_in to = {.sin_family = AF_INET};
  if (count < 5) fail("usage");
  inet_pton(AF_INET, words[2], &to.sin_addr);
  to.sin_port = htons(atoi(words[3]));
  wolfSSL_Init();
  WOLFSSL_CTX *context =
      wolfSSL_CTX_new(is_server ? wolfDTLSv1_3_server_method() : wolfDTLSv1_3_client_method());
  if (!context) fail("context");
  if (wolfSSL_CTX_set_cipher_list(context, words[4]) != 1) fail("cipher");
  if (is_server
      && (wolfSSL_CTX_use_certificate_file(context, getenv("CERTIFICATE"), SSL_FILETYPE_PEM) != 1
          || wolfSSL_CTX_use_PrivateKey_file(context, getenv("KEY"), SSL_FILETYPE_PEM) != 1))
    fail("certificate");
  wolfSSL_CTX_set_verify(context, SSL_VERIFY_NONE, 0);
  WOLFSSL *ssl = wolfSSL_new(context);
  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  if (is_server) {
    if (bind(fd, (struct sockaddr *) &to, sizeof to)) fail("bind");
    char first[2000];
    struct sockaddr_in peer;
    socklen_t length = sizeof peer;
    recvfrom(fd, first, sizeof first, MSG_PEEK, (struct sockaddr *) &peer, &length);
    if (connect(fd, (struct sockaddr *) &peer, length)) fail("connect");
  } else {
    wolfSSL_UseSNI(ssl, WOLFSSL_SNI_HOST_NAME, "shop.test", 9);
    wolfSSL_dtls_set_peer(ssl, &to, sizeof to);
    wolfSSL_KeepArrays(ssl);
    wolfSSL_set_tls13_secret_cb(ssl, keep, NULL);
  }
  wolfSSL_set_fd(ssl, fd);
  if (count > 5 && !strcmp(words[5], "cid")) {
    unsigned char id[] = {is_server, 2, 3, 4, 5};
    if (wolfSSL_dtls_cid_use(ssl) != 1 || wolfSSL_dtls_cid_set(ssl, id, is_server ? 5 : 3) != 1)
      fail("identifier");
  }
  if ((is_server ? wolfSSL_accept(ssl) : wolfSSL_connect(ssl)) != 1) {
    fprintf(stderr, "error %d\n", wolfSSL_get_error(ssl, 0));
    fail("handshake");
  }
  for (int i = 0; i < 2; i++) {
    if (is_server) {
      hear(ssl);
      say(ssl, i ? "a green answer\n" : "a red answer\n");
    } else {
      if (i && wolfSSL_update_keys(ssl) != 1) fail("update");
      say(ssl, i ? "a yellow note\n" : "a blue note\n");
      hear(ssl);
    }
  }
  if (is_server) usleep(300000);
  wolfSSL_shutdown(ssl);
  wolfSSL_free(ssl);
  return 0;
}
