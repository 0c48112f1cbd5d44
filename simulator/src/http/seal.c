// SPDX-License-Identifier: MIT
#include "seal.h"

#include "memory.h"

#include <openssl/evp.h>
#include <openssl/rand.h>
#include <openssl/sha.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// The IV, and what the padding adds at most.
enum { BLOCK_BYTES = 16, MORE_BYTES = 2 * BLOCK_BYTES };

void seal_random(void *block, size_t bytes) {
  RAND_bytes(block, (int)bytes);
}

char *seal_body(const char *key, const char *text) {
  unsigned char hashed[SHA256_DIGEST_LENGTH];
  SHA256((const unsigned char *)key, strlen(key), hashed);
  size_t length = strlen(text);
  unsigned char *sealed = memory_new(length + MORE_BYTES, 1);
  seal_random(sealed, BLOCK_BYTES);

  int first = 0;
  int last = 0;
  EVP_CIPHER_CTX *context = memory_need(EVP_CIPHER_CTX_new());
  EVP_EncryptInit_ex(context, EVP_aes_256_cbc(), NULL, hashed, sealed);
  EVP_EncryptUpdate(context, sealed + BLOCK_BYTES, &first,
                    (const unsigned char *)text, (int)length);
  EVP_EncryptFinal_ex(context, sealed + BLOCK_BYTES + first, &last);
  EVP_CIPHER_CTX_free(context);

  size_t total = BLOCK_BYTES + (size_t)first + (size_t)last;
  char *base64 = memory_new(total / 3 * 4 + 5, 1);
  EVP_EncodeBlock((unsigned char *)base64, sealed, (int)total);
  char *body = memory_format("{\"encrypt\":\"%s\"}", base64);
  free(base64);
  free(sealed);
  return body;
}

void seal_sign(const char *timestamp, const char *nonce, const char *key,
               const char *body, char out[SEAL_SIGNATURE_SIZE]) {
  unsigned char digest[SHA256_DIGEST_LENGTH];
  char *signed_text = memory_format("%s%s%s%s", timestamp, nonce, key, body);
  SHA256((const unsigned char *)signed_text, strlen(signed_text), digest);
  free(signed_text);
  for (size_t i = 0; i < sizeof digest; i++) {
    snprintf(out + 2 * i, 3, "%02x", digest[i]);
  }
}
