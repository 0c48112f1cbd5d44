// SPDX-License-Identifier: MIT
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "digest.h"

static const char *digest_of(const void *bytes, size_t length, size_t piece) {
  static char hex[2 * LARK_DIGEST_BYTES + 1];
  uint8_t out[LARK_DIGEST_BYTES];
  lark_digest digest;
  lark_digest_begin(&digest);
  for (size_t at = 0; at < length; at += piece)
    lark_digest_add(&digest, (const char *)bytes + at,
                    length - at < piece ? length - at : piece);
  lark_digest_end(&digest, out);
  lark_digest_hex(out, sizeof out, hex);
  return hex;
}

// FIPS 180-4, and the vectors of NIST's examples.
static void agrees_with_the_standard(void) {
  static const struct {
    const char *text, *digest;
  } known[] = {
      {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
      {"abc",
       "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
      {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
       "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
  };
  for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
    CHECK(strcmp(digest_of(known[i].text, strlen(known[i].text), 64),
                 known[i].digest) == 0);
}

static void takes_text_in_pieces_of_any_size(void) {
  enum { MILLION = 1000000 };
  char *letters = malloc(MILLION);
  if (letters == NULL) return;
  memset(letters, 'a', MILLION);
  static const size_t pieces[] = {1, 55, 56, 63, 64, 65, 1000, MILLION};
  for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++)
    CHECK(strcmp(digest_of(letters, MILLION, pieces[i]),
                 "cdc76e5c9914fb9281a1c7e284d73e67"
                 "f1809a48a497200e046d39ccc7112cd0") == 0);
  free(letters);
}

// RFC 4231, test cases 1 and 2, with their keys filled up with zeros.
static void agrees_with_hmac(void) {
  uint8_t key[LARK_DIGEST_BYTES] = {0}, out[LARK_DIGEST_BYTES];
  char hex[2 * LARK_DIGEST_BYTES + 1];
  memset(key, 0x0b, 20);
  lark_digest_mac(key, "Hi There", 8, out);
  lark_digest_hex(out, sizeof out, hex);
  CHECK(strcmp(hex, "b0344c61d8db38535ca8afceaf0bf12b"
                    "881dc200c9833da726e9376c2e32cff7") == 0);
  memset(key, 0, sizeof key);
  memcpy(key, "Jefe", 4);
  lark_digest_mac(key, "what do ya want for nothing?", 28, out);
  lark_digest_hex(out, sizeof out, hex);
  CHECK(strcmp(hex, "5bdcc146bf60754e6a042426089575c7"
                    "5a003f089d2739839dec58b964ec3843") == 0);
}

int main(void) {
  agrees_with_the_standard();
  takes_text_in_pieces_of_any_size();
  agrees_with_hmac();
  return check_failures();
}
