// SPDX-License-Identifier: MIT
#include "tls.h"

#include <hiredis/hiredis.h>
#include <hiredis/hiredis_ssl.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include "language.h"

static SSL_CTX *context_of(const lark_redis_address *address) {
  return address->tls_context;
}

static bool trust(SSL_CTX *context, const char *ca_file) {
  if (ca_file == NULL) return SSL_CTX_set_default_verify_paths(context) == 1;
  return SSL_CTX_load_verify_locations(context, ca_file, NULL) == 1;
}

lark_status lark_redis_tls_open(lark_redis_address *address,
                                lark_failure *failure) {
  if (!address->tls) return LARK_OK;
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());
  address->tls_context = context;
  if (context == NULL) return lark_fail(failure, LARK_ENOMEM, "out of memory");
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  // hiredis writes what is left again from wherever its buffer is then.
  SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE |
                                SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  bool trusts = trust(context, address->ca_file);
  ERR_clear_error();
  if (trusts) return LARK_OK;
  lark_fail(failure, LARK_ECONFIG,
            "store: the certificates in %s cannot be read",
            address->ca_file != NULL ? address->ca_file
                                     : lark_words("the system's store"));
  lark_failure_parameter(failure, "store");
  lark_failure_hint(failure, "ca_file names a file of certificates in PEM.");
  return LARK_ECONFIG;
}

// The name, or the address, that the certificate must have. hiredis itself
// checks neither.
static bool expect(SSL *ssl, const char *host) {
  ASN1_OCTET_STRING *ip = a2i_IPADDRESS(host);
  bool is_ip = ip != NULL;
  ASN1_OCTET_STRING_free(ip);
  if (is_ip)
    return X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl), host) == 1;
  return SSL_set1_host(ssl, host) == 1 &&
         SSL_set_tlsext_host_name(ssl, host) == 1;
}

bool lark_redis_tls_start(const lark_redis_address *address,
                          redisContext *context, void **session) {
  *session = NULL;
  if (!address->tls) return true;
  SSL *ssl = SSL_new(context_of(address));
  // hiredis frees it with the connection, once it has begun.
  if (ssl != NULL && expect(ssl, address->host) &&
      redisInitiateSSL(context, ssl) == REDIS_OK)
    *session = ssl;
  else
    SSL_free(ssl);
  ERR_clear_error();
  return *session != NULL;
}

bool lark_redis_tls_refusal(const void *session, char *why, size_t room) {
  long result = session != NULL ? SSL_get_verify_result(session) : X509_V_OK;
  if (result == X509_V_OK) return false;
  snprintf(why, room, "certificate verify failed: %s",
           X509_verify_cert_error_string(result));
  return true;
}

void lark_redis_tls_close(lark_redis_address *address) {
  SSL_CTX_free(context_of(address));
  address->tls_context = NULL;
}
