// SPDX-License-Identifier: MIT
#include "decrypt.h"

#include <limits.h>
#include <openssl/err.h>
#include <openssl/evp.h>

#include "digest.h"
#include "memory.h"
#include "secret.h"

// A block of AES, and the IV; a text has that and one block at least.
enum { BLOCK_BYTES = 16, LEAST_BYTES = 2 * BLOCK_BYTES };

// How many '=' end the text; -1 where it is no base64 at all. EVP_DecodeBlock()
// alone would skip blanks, and take '=' anywhere.
static int count_fill(const char *text, size_t length) {
  static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                 "abcdefghijklmnopqrstuvwxyz0123456789+/";
  bool is_known[256] = {false};
  for (const char *c = alphabet; *c != '\0'; c++)
    is_known[(unsigned char)*c] = true;
  if (length == 0 || length % 4 != 0) return -1;
  int fill = 0;
  while (fill < 2 && text[length - 1 - (size_t)fill] == '=')
    fill++;
  for (size_t i = 0; i < length - (size_t)fill; i++) {
    if (!is_known[(unsigned char)text[i]]) return -1;
  }
  return fill;
}

// Decodes the text into `out->bytes`, which has room for all of it.
static lark_status decode(const char *text, size_t length, lark_decrypted *out,
                          size_t *decoded_bytes) {
  int fill = count_fill(text, length);
  if (fill < 0 || length > INT_MAX) return LARK_EDECODE;
  int written =
      EVP_DecodeBlock(out->bytes, (const unsigned char *)text, (int)length);
  if (written < fill) return LARK_EDECODE;
  *decoded_bytes = (size_t)(written - fill);
  // Bits behind the last byte, which nobody who encodes would set.
  for (int i = 0; i < fill; i++) {
    if (out->bytes[*decoded_bytes + (size_t)i] != 0) return LARK_EDECODE;
  }
  bool is_whole =
      *decoded_bytes >= LEAST_BYTES && *decoded_bytes % BLOCK_BYTES == 0;
  return is_whole ? LARK_OK : LARK_EDECODE;
}

// Decrypts the blocks behind the IV in place: `out->bytes` then begins with the
// plain text.
static bool decrypt_blocks(const uint8_t key[LARK_DIGEST_BYTES],
                           size_t decoded_bytes, lark_decrypted *out) {
  int first = 0, last = 0;
  uint8_t iv[BLOCK_BYTES];
  memcpy(iv, out->bytes, sizeof iv);
  out->length_bytes = decoded_bytes - BLOCK_BYTES;
  memmove(out->bytes, out->bytes + BLOCK_BYTES, out->length_bytes);
  EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
  bool is_done =
      context != NULL &&
      EVP_DecryptInit_ex(context, EVP_aes_256_cbc(), NULL, key, iv) == 1 &&
      EVP_CIPHER_CTX_set_padding(context, 0) == 1 &&
      EVP_DecryptUpdate(context, out->bytes, &first, out->bytes,
                        (int)out->length_bytes) == 1 &&
      EVP_DecryptFinal_ex(context, out->bytes + first, &last) == 1;
  EVP_CIPHER_CTX_free(context);
  return is_done;
}

// 1 where a < b, else 0, for numbers below 2^31; without a branch.
static uint32_t is_less(uint32_t a, uint32_t b) {
  return (a - b) >> 31;
}

// Takes the padding off, if it is right, without a branch on any of its bytes.
static void take_padding_off(lark_decrypted *out) {
  const uint8_t *end = out->bytes + out->length_bytes;
  uint32_t count = end[-1];
  uint32_t wrong = is_less(count, 1) | is_less(BLOCK_BYTES, count);
  for (uint32_t i = 0; i < BLOCK_BYTES; i++) {
    uint32_t differs = end[-1 - (int)i] ^ count;
    wrong |= is_less(i, count) * differs;
  }
  uint32_t right = is_less(wrong, 1);
  out->is_padded = right != 0;
  out->length_bytes -= (size_t)(right * count);
}

lark_status lark_decrypt(const lark_allocator *allocator, const char *key,
                         const char *text, size_t length_bytes,
                         lark_decrypted *out, lark_failure *failure) {
  size_t decoded_bytes = 0;
  *out = (lark_decrypted){.room_bytes = length_bytes / 4 * 3 + 3};
  out->bytes = lark_alloc(allocator, out->room_bytes);
  if (out->bytes == NULL) return LARK_ENOMEM;
  lark_status status = decode(text, length_bytes, out, &decoded_bytes);
  if (status != LARK_OK) {
    lark_decrypted_clear(allocator, out);
    lark_fail(failure, status, "the encrypted text is cut or damaged");
    lark_failure_hint(failure, "Hand on the body as it came, byte for byte.");
    return status;
  }

  uint8_t hashed[LARK_DIGEST_BYTES];
  lark_digest digest;
  lark_digest_begin(&digest);
  lark_digest_add(&digest, key, strlen(key));
  lark_digest_end(&digest, hashed);
  // Other users of OpenSSL must not find the failure that it notes.
  ERR_set_mark();
  bool is_done = decrypt_blocks(hashed, decoded_bytes, out);
  ERR_pop_to_mark();
  lark_wipe(hashed, sizeof hashed);
  lark_wipe(&digest, sizeof digest);
  if (!is_done) {
    lark_decrypted_clear(allocator, out);
    return LARK_ENOMEM;
  }
  take_padding_off(out);
  return LARK_OK;
}
