// SPDX-License-Identifier: MIT

/// The library's own use of stores (lark_store.h), besides their methods:
/// references, and the registry of named ones.
#ifndef LARK_STORES_H
#define LARK_STORES_H

#include "failure.h"
#include "lark_store.h"
#include "queue.h"

/// The methods of a session's store.
static inline const lark_store_methods *
lark_store_methods_of(const lark_session *session) {
  return session->store->methods;
}

/// Whether the text of something kept is this owner's.
static inline bool lark_owner_is(const lark_owner *owner,
                                 const lark_text *text) {
  return text->length_bytes == owner->length_bytes &&
         memcmp(text->bytes, owner->bytes, owner->length_bytes) == 0;
}

/// Whether a store has all methods but `release`, which may lack; false for a
/// host's own that lacks another.
bool lark_store_is_whole(const lark_store *store);

/// Releases an allowance, where the store has the method.
void lark_store_release_allowance(lark_session *session,
                                  lark_allowance *allowance);

/// Takes another reference; lark_store_release() gives it back.
lark_store *lark_store_share(lark_store *store);

/// Makes a store; what lark_store_memory() is.
typedef lark_store *lark_store_maker(const lark_allocator *allocator);

/// Finds a named store in the process's registry, or makes it. LARK_OK with a
/// reference in `*out`, or LARK_ENOMEM.
lark_status lark_store_register(const char *name,
                                const lark_allocator *allocator,
                                lark_store_maker *make, lark_store **out);

#endif
