#ifndef ELIZA_MOCK_COPENSSL_H
#define ELIZA_MOCK_COPENSSL_H

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/sha.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

// OpenSSL defines these as macros, which Swift does not see.

static inline int copenssl_set_minimum_version_tls12(SSL_CTX *context) {
  return SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
}

static inline void copenssl_release_idle_buffers(SSL_CTX *context) {
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
}

static inline int copenssl_set_server_name(SSL *connection, const char *name) {
  return (int)SSL_set_tlsext_host_name(connection, name);
}

static inline size_t copenssl_pending(BIO *bio) {
  return (size_t)BIO_ctrl_pending(bio);
}

static inline EVP_PKEY *copenssl_new_p256_key(void) {
  return EVP_EC_gen("P-256");
}

#endif
