// SPDX-License-Identifier: MIT
#include "seal.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include "digest.h"
#include "secret.h"

//     byte 0      1 .. 12    13 .. 28    29 ..
//     version     nonce      tag         ciphertext
enum { VERSION = 1, NONCE_BYTES = 12, TAG_BYTES = 16, HEAD_BYTES = 29 };

static bool mac(const void *key, size_t key_bytes, const char *purpose,
                const char *text, unsigned char digest[32]) {
  unsigned char message[1024];
  unsigned digest_bytes = 0;
  size_t purpose_bytes = strlen(purpose) + 1;
  size_t text_bytes = strlen(text);
  bool done = false;
  if (purpose_bytes + text_bytes <= sizeof message) {
    memcpy(message, purpose, purpose_bytes);
    memcpy(message + purpose_bytes, text, text_bytes);
    done = HMAC(EVP_sha256(), key, (int)key_bytes, message,
                purpose_bytes + text_bytes, digest, &digest_bytes) != NULL;
  } else {
    // A long value counts by its digest.
    unsigned char inner[32];
    done =
        HMAC(EVP_sha256(), key, (int)key_bytes, (const unsigned char *)text,
             text_bytes, inner, &digest_bytes) != NULL &&
        HMAC(EVP_sha256(), inner, sizeof inner, (const unsigned char *)purpose,
             purpose_bytes, digest, &digest_bytes) != NULL;
    lark_wipe(inner, sizeof inner);
  }
  lark_wipe(message, sizeof message);
  return done;
}

bool lark_redis_key_derive(lark_redis_key *key, const lark_owner *owner) {
  return mac(owner->bytes, owner->length_bytes, "lark seal 1", "", key->bytes);
}

bool lark_redis_name(char name[LARK_REDIS_NAME_BYTES], const lark_owner *owner,
                     const char *what) {
  unsigned char digest[32];
  if (!mac(owner->bytes, owner->length_bytes, "lark name 1", what, digest))
    return false;
  lark_digest_hex(digest, LARK_REDIS_NAME_BYTES / 2, name);
  return true;
}

bool lark_redis_fingerprint(char name[LARK_REDIS_NAME_BYTES],
                            const lark_redis_key *key, const char *value) {
  unsigned char digest[32];
  if (!mac(key->bytes, sizeof key->bytes, "lark value 1", value, digest))
    return false;
  lark_digest_hex(digest, LARK_REDIS_NAME_BYTES / 2, name);
  return true;
}

bool lark_redis_seal(const lark_redis_key *key, const char *name,
                     const char *value, size_t length, unsigned char *out) {
  unsigned char *nonce = out + 1, *tag = nonce + NONCE_BYTES;
  int written = 0;
  EVP_CIPHER_CTX *cipher = EVP_CIPHER_CTX_new();
  out[0] = VERSION;
  bool done =
      cipher != NULL && length <= 1 << 20 &&
      RAND_bytes(nonce, NONCE_BYTES) == 1 &&
      EVP_EncryptInit_ex(cipher, EVP_aes_256_gcm(), NULL, key->bytes, nonce) ==
          1 &&
      EVP_EncryptUpdate(cipher, NULL, &written, (const unsigned char *)name,
                        (int)strlen(name)) == 1 &&
      EVP_EncryptUpdate(cipher, out + HEAD_BYTES, &written,
                        (const unsigned char *)value, (int)length) == 1 &&
      EVP_EncryptFinal_ex(cipher, out + HEAD_BYTES + written, &written) == 1 &&
      EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_GCM_GET_TAG, TAG_BYTES, tag) == 1;
  EVP_CIPHER_CTX_free(cipher);
  return done;
}

bool lark_redis_unseal(const lark_redis_key *key, const char *name,
                       const char *sealed, size_t length, char *out) {
  if (length < HEAD_BYTES || length > (1 << 20) || sealed[0] != VERSION)
    return false;
  const unsigned char *bytes = (const unsigned char *)sealed;
  const unsigned char *nonce = bytes + 1;
  unsigned char tag[TAG_BYTES];
  int value_bytes = (int)(length - HEAD_BYTES), written = 0;
  memcpy(tag, nonce + NONCE_BYTES, TAG_BYTES);
  EVP_CIPHER_CTX *cipher = EVP_CIPHER_CTX_new();
  bool done =
      cipher != NULL &&
      EVP_DecryptInit_ex(cipher, EVP_aes_256_gcm(), NULL, key->bytes, nonce) ==
          1 &&
      EVP_DecryptUpdate(cipher, NULL, &written, (const unsigned char *)name,
                        (int)strlen(name)) == 1 &&
      EVP_DecryptUpdate(cipher, (unsigned char *)out, &written,
                        bytes + HEAD_BYTES, value_bytes) == 1 &&
      EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_GCM_SET_TAG, TAG_BYTES, tag) == 1 &&
      EVP_DecryptFinal_ex(cipher, (unsigned char *)out + written, &written) ==
          1;
  EVP_CIPHER_CTX_free(cipher);
  if (!done) lark_wipe(out, length);
  if (done) out[value_bytes] = '\0';
  return done;
}
