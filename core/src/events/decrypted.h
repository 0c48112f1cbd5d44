// SPDX-License-Identifier: MIT

/// A text that was decrypted.
#ifndef LARK_DECRYPTED_H
#define LARK_DECRYPTED_H

#include "lark_json.h"

typedef struct lark_decrypted {
  uint8_t *bytes; ///< lark_decrypted_clear() wipes and frees it
  size_t room_bytes;
  size_t length_bytes; ///< without the padding where that is right
  bool is_padded;      ///< the padding is right
} lark_decrypted;

void lark_decrypted_clear(const lark_allocator *allocator,
                          lark_decrypted *decrypted);

#endif
