// SPDX-License-Identifier: MIT

// Encrypted events in a build without OpenSSL: it says so.
#include "decrypt.h"

lark_status lark_decrypt(const lark_allocator *allocator, const char *key,
                         const char *text, size_t length_bytes,
                         lark_decrypted *out, lark_failure *failure) {
  (void)allocator, (void)key, (void)text, (void)length_bytes;
  *out = (lark_decrypted){0};
  lark_fail(failure, LARK_ECONFIG,
            "this build of liblark cannot decrypt events");
  lark_failure_hint(failure, "Install libssl-dev, and build it anew.");
  return LARK_ECONFIG;
}
