// SPDX-License-Identifier: MIT
#include "decrypted.h"

#include "memory.h"
#include "secret.h"

void lark_decrypted_clear(const lark_allocator *allocator,
                          lark_decrypted *decrypted) {
  lark_wipe(decrypted->bytes, decrypted->room_bytes);
  lark_release(allocator, decrypted->bytes, decrypted->room_bytes);
  *decrypted = (lark_decrypted){0};
}
