// SPDX-License-Identifier: MIT

/// The result of a call, and the documents that answers are parsed into.
///
///     shelf ──► spare documents ──► result->document ──► back to the shelf
#ifndef LARK_RESULT_H
#define LARK_RESULT_H

#include "failure.h"
#include "json.h"

/// Documents that are not in use, kept for the next answers. Results share the
/// shelf with their client, and may outlive the client.
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
  lark_text text;        ///< an answer that is not JSON, with a NUL
  lark_failure *failure; ///< NULL: success, unless `starved`
  bool starved;          ///< the call failed, and memory lacked to say how
  lark_result **holder;  ///< the call's pointer to it; NULL: no call has it
};

lark_shelf *lark_shelf_new(const lark_allocator *allocator);
void lark_shelf_release(lark_shelf *shelf);

/// Makes an empty result; NULL where memory lacks.
lark_result *lark_result_new(lark_shelf *shelf);

/// Parses an answer into the result, in place of what it held. `text` has
/// LARK_JSON_PADDING readable bytes behind it. LARK_OK, LARK_EDECODE with
/// `*why`, or LARK_ENOMEM.
lark_status lark_result_read(lark_result *result, const char *text,
                             size_t length_bytes, const char **why);

/// Makes the result a failure: a copy of `failure`. The document stays, since
/// the error's detail points into it.
void lark_result_fail(lark_result *result, const lark_failure *failure);

/// Makes a result that is just a failure, without a client. NULL where memory
/// lacks.
lark_result *lark_result_explain(const lark_allocator *allocator,
                                 const lark_failure *failure);

/// Empties a result for another attempt.
void lark_result_reset(lark_result *result);

#endif
