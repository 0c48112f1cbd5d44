// SPDX-License-Identifier: MIT

/// Frozen values: JSON that is read once, never changes, and is shared by any
/// number of Lua states of one thread at a time.
///
///     frozen -> [ block: values, members, texts ]
///                  ^
///     holder (a native, one for each state and frozen) keeps it
///       ^
///     userdata, one for each list or object that the state looks at
///
/// In Lua lists and objects are userdata that read as tables: indexing, `#`,
/// pairs, ipairs and lark.encode() work, and writing raises.
#ifndef LUALARK_FROZEN_H
#define LUALARK_FROZEN_H

#include "state.h"

typedef struct lualark_frozen lualark_frozen;

typedef enum frozen_type {
  FROZEN_NULL,
  FROZEN_FALSE,
  FROZEN_TRUE,
  FROZEN_INTEGER,
  FROZEN_NUMBER,
  FROZEN_STRING,
  FROZEN_LIST,
  FROZEN_OBJECT
} frozen_type;

typedef struct frozen_value {
  frozen_type type;
  uint32_t length; ///< items, members, or bytes
  union {
    int64_t integer;
    double number;
    const char *text;
    const struct frozen_value *items;
    const struct frozen_member *members; ///< sorted by their keys
  } is;
} frozen_value;

typedef struct frozen_member {
  const char *key;
  uint32_t key_bytes;
  frozen_value value;
} frozen_member;

/// Reads a JSON text. On LARK_OK the caller owns a reference in `*out`.
/// Otherwise LARK_EINVAL, and `*why` is a constant; or LARK_ENOMEM.
/// `allocator` outlives it.
lark_status lualark_frozen_read(const char *json,
                                const lark_allocator *allocator,
                                lualark_frozen **out, const char **why);

void lualark_frozen_retain(lualark_frozen *frozen);
void lualark_frozen_release(lualark_frozen *frozen);

/// The memory that it takes.
size_t lualark_frozen_bytes(const lualark_frozen *frozen);

/// The outermost value.
const frozen_value *lualark_frozen_root(const lualark_frozen *frozen);

/// The member of an object; NULL if there is none. `*place`, unless NULL, is
/// where it is, or would be.
const frozen_value *lualark_frozen_find(const frozen_value *object,
                                        const char *key, size_t key_bytes,
                                        uint32_t *place);

#endif
