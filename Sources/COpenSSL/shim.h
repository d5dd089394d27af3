#ifndef ELIZA_MOCK_COPENSSL_H
#define ELIZA_MOCK_COPENSSL_H

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/sha.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

// OpenSSL has these as macros, which Swift does not see.

/// TLS 1.2 or newer, no renegotiation, no compression, no session cache, and no buffers kept by idle
/// connections.
static inline int copenssl_harden(SSL_CTX *context) {
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
  return SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
}

/// The most recent version a connection may use; for tests of the oldest one.
static inline int copenssl_limit_to_tls12(SSL_CTX *context) {
  return SSL_CTX_set_max_proto_version(context, TLS1_2_VERSION);
}

static inline int copenssl_set_server_name(SSL *connection, const char *name) {
  return (int)SSL_set_tlsext_host_name(connection, name);
}

static inline EVP_PKEY *copenssl_new_p256_key(void) {
  return EVP_EC_gen("P-256");
}

/// Adds an extension, written as in OpenSSL's configuration files, to a self-signed certificate.
static inline int copenssl_add_extension(X509 *certificate, int name, const char *value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, certificate, certificate, NULL, NULL, 0);
  X509_EXTENSION *extension = X509V3_EXT_conf_nid(NULL, &context, name, value);
  if (extension == NULL) return 0;
  int result = X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
  return result;
}

/// The SHA-1 of some bytes, 20 bytes; answers 1, or 0 when it cannot be computed.
///
/// Uses the functions from before OpenSSL 3's providers where libcrypto still has them: loading the providers and
/// looking the algorithm up takes two milliseconds, and otherwise only TLS needs that.
static inline int copenssl_sha1(const unsigned char *bytes, size_t count, unsigned char *digest) {
#ifdef OPENSSL_NO_DEPRECATED_3_0
  return SHA1(bytes, count, digest) != NULL;
#else
  SHA_CTX context;
  return SHA1_Init(&context) && SHA1_Update(&context, bytes, count) && SHA1_Final(digest, &context);
#endif
}

static inline int copenssl_error_library(unsigned long code) {
  return ERR_GET_LIB(code);
}

static inline int copenssl_error_reason(unsigned long code) {
  return ERR_GET_REASON(code);
}

#endif
