// SPDX-License-Identifier: MIT

/// A credential of the store in memory. One asker fetches it; meanwhile the
/// others wait, or use the old value.
///
///     get() ──► no value, nobody fetches  ──► must_fetch
///               no value, one fetches     ──► waits in `asks`
///               value, due, nobody fetches ─► the old value and must_fetch
///               value                     ──► the value
///
/// The caller holds the store's lock.
#ifndef LARK_CREDENTIAL_H
#define LARK_CREDENTIAL_H

#include "index.h"
#include "store.h"

struct lark_credential {
  lark_index_link link; ///< in its store, by kind and owner
  lark_credential_kind kind;
  lark_text owner;
  char *value;         ///< NULL: none
  uint64_t expires_us; ///< UINT64_MAX: unknown
  uint64_t renew_us;   ///< a new one is to be fetched from then on
  bool fetching;       ///< an asker must put() or fail()
  uint32_t failures;   ///< fetches that failed since the last success
  lark_queue asks;     ///< those that wait for the fetch
  lark_allocator allocator;
};

/// Makes an empty credential; NULL where memory lacks.
lark_credential *lark_credential_new(const lark_allocator *allocator,
                                     lark_credential_kind kind,
                                     const lark_owner *owner);
void lark_credential_free(lark_credential *credential);

// The methods of lark_store.h, by their names there.
bool lark_credential_get(lark_credential *credential, lark_credential_ask *ask,
                         uint64_t now_us);
void lark_credential_cancel(lark_credential *credential,
                            lark_credential_ask *ask, uint64_t now_us);
lark_status lark_credential_put(lark_credential *credential, const char *value,
                                uint64_t life_us, uint64_t now_us);
void lark_credential_fail(lark_credential *credential,
                          const lark_error *failure, uint64_t now_us);
void lark_credential_drop(lark_credential *credential, const char *value);

#endif
