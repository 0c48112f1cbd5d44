// SPDX-License-Identifier: MIT

/// What a call ended with, and the documents that answers are parsed into.
#ifndef LARK_RESULT_H
#define LARK_RESULT_H

#include "failure.h"
#include "json.h"

/// Documents that are not in use. Results share it with their client, and may
/// outlive that.
typedef struct lark_shelf {
  unsigned references;
  lark_document *documents[64];
  size_t count;
  lark_allocator allocator;
} lark_shelf;

struct lark_result {
  lark_shelf *shelf;
  lark_document *document; ///< the answer; NULL: none
  lark_json data;
  lark_failure *failure; ///< NULL: success, or starved
  bool starved;          ///< it failed, and memory lacked to say how
  lark_result **holder;  ///< where its call has it; NULL: it is nobody's call's
};

lark_shelf *lark_shelf_new(const lark_allocator *allocator);
void lark_shelf_release(lark_shelf *shelf);

/// An empty result, or NULL.
lark_result *lark_result_new(lark_shelf *shelf);

/// Parses an answer into the result, in place of what it held. `text` has
/// LARK_JSON_PADDING bytes behind it.
lark_status lark_result_read(lark_result *result, const char *text,
                             size_t length_bytes, const char **why);

/// Makes the result a failure: a copy of `failure`. An answer that was read
/// stays, for the error's detail.
void lark_result_fail(lark_result *result, const lark_failure *failure);

/// A result that is just a failure, where there is no client to have one; NULL
/// where memory lacks.
lark_result *lark_result_explain(const lark_allocator *allocator,
                                 const lark_failure *failure);

/// Empties a result for another attempt.
void lark_result_reset(lark_result *result);

#endif
