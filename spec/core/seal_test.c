// SPDX-License-Identifier: MIT

// A Redis server sees names that lead nowhere, and sealed values.
#include "check.h"

#ifdef LARK_HAS_REDIS
#include "seal.h"

static const lark_owner owner = {"https://x\0cli_a\0secret\0", 23};
static const lark_owner other = {"https://x\0cli_a\0Secret\0", 23};

static void opens_what_was_sealed_for_the_same_place(void) {
  lark_redis_key key, wrong;
  unsigned char sealed[64];
  char opened[64];
  const size_t length = 7 + LARK_REDIS_SEAL_BYTES;
  CHECK(lark_redis_key_derive(&key, &owner));
  CHECK(lark_redis_key_derive(&wrong, &other));
  CHECK(lark_redis_seal(&key, "place", "t-value", 7, sealed));
  CHECK(memmem(sealed, length, "t-value", 7) == NULL);
  const char *text = (const char *)sealed;
  CHECK(lark_redis_unseal(&key, "place", text, length, opened));
  CHECK(strcmp(opened, "t-value") == 0);
  CHECK(!lark_redis_unseal(&wrong, "place", text, length, opened));
  CHECK(!lark_redis_unseal(&key, "Place", text, length, opened));
  for (size_t i = 0; i < length; i++) {
    CHECK(!lark_redis_unseal(&key, "place", text, i, opened)); // cut
    sealed[i] ^= 1;
    CHECK(!lark_redis_unseal(&key, "place", text, length, opened));
    sealed[i] ^= 1;
  }
  unsigned char again[64];
  CHECK(lark_redis_seal(&key, "place", "t-value", 7, again));
  CHECK(memcmp(again, sealed, length) != 0); // a nonce of its own
}

static void names_differ_by_owner_and_purpose(void) {
  char a[LARK_REDIS_NAME_BYTES], b[LARK_REDIS_NAME_BYTES];
  CHECK(lark_redis_name(a, &owner, "e") && lark_redis_name(b, &owner, "e"));
  CHECK(strcmp(a, b) == 0 && strlen(a) == 32);
  CHECK(lark_redis_name(b, &owner, "f") && strcmp(a, b) != 0);
  CHECK(lark_redis_name(b, &other, "e") && strcmp(a, b) != 0);
}

static void fingerprints_tell_values_apart(void) {
  static char value[5000];
  char a[LARK_REDIS_NAME_BYTES], b[LARK_REDIS_NAME_BYTES];
  lark_redis_key key;
  CHECK(lark_redis_key_derive(&key, &owner));
  memset(value, 'x', sizeof value - 1);
  CHECK(lark_redis_fingerprint(a, &key, value));
  value[4998] = 'y';
  CHECK(lark_redis_fingerprint(b, &key, value) && strcmp(a, b) != 0);
  CHECK(lark_redis_fingerprint(a, &key, "t") &&
        lark_redis_fingerprint(b, &key, "t") && strcmp(a, b) == 0);
}

int main(void) {
  opens_what_was_sealed_for_the_same_place();
  names_differ_by_owner_and_purpose();
  fingerprints_tell_values_apart();
  return check_failures();
}
#else
int main(void) {
  return 77;
}
#endif
