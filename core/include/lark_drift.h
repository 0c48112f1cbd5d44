// SPDX-License-Identifier: MIT

/// Drift: how the platform's answers differ from the catalog.
///
/// It holds names of fields, types, and values of enums and error codes that
/// the catalog lacks, each once with a count, and nothing else of the answers,
/// so that a report of it can be sent to others:
///
/// - A field's value is never kept; only its type is.
/// - An enum's unknown value is kept where it reads like one: an integer of at
///   most five digits, or a word of letters, digits and `_`, at most 40 bytes.
///   Other values leave only their type. A field with more than eight
///   unknown values is taken for free text, and all its values are forgotten.
/// - An unknown field's name is kept where it reads like one, likewise; more
///   than sixteen unknown names in one object are taken for data, and
///   forgotten.
/// - An unknown error code is kept where it has 32 bits, and at most sixteen of
///   one endpoint. Messages are never kept.
#ifndef LARK_DRIFT_H
#define LARK_DRIFT_H

#include "lark.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct lark_drift lark_drift;

/// One difference. Its texts live as long as the drift, until it looks again.
typedef struct lark_difference {
  const char *endpoint;
  const char *field;      ///< "items[].talent.name"; "{}" is a map's member
  const char *finding;    ///< "unknown field", "other type", "unknown value",
                          ///< or "unknown code", whose field is "code"
  const char *documented; ///< the type that the catalog says; "" for a field
                          ///< or a code
  const char *seen;       ///< the type that came, an enum's value or a code
  uint64_t count;         ///< how often
} lark_difference;

/// Makes an empty drift. NULL is realloc() and free(). On LARK_OK the caller
/// owns `*out` and ends it with lark_drift_free(); otherwise it is LARK_ENOMEM
/// and `*out` is NULL.
LARK_API lark_status lark_drift_new(const lark_allocator *allocator,
                                    lark_drift **out);
LARK_API void lark_drift_free(lark_drift *drift); ///< NULL is allowed

/// Compares the `data` of an answer with what the endpoint documents. Fields
/// that are missing or null are no difference.
LARK_API void lark_drift_look(lark_drift *drift, const lark_endpoint *endpoint,
                              lark_json data);

/// Compares the code of an answer that is an error with the codes that the
/// endpoint documents and those that lark_code_find() knows. 0 is no error.
LARK_API void lark_drift_look_at_code(lark_drift *drift,
                                      const lark_endpoint *endpoint,
                                      int64_t code);

/// How many answers it has looked at, those that are errors included.
LARK_API uint64_t lark_drift_answers(const lark_drift *drift);

/// Whether it holds all differences. False where memory lacked, or after the
/// first thousand.
LARK_API bool lark_drift_is_complete(const lark_drift *drift);

/// The differences, in the order in which they came. False from the last one
/// on.
LARK_API bool lark_drift_at(const lark_drift *drift, size_t index,
                            lark_difference *out);

/// The drift of a client that was opened with the option `drift`; NULL without
/// it. It stays the client's. Requests whose path is in the catalog are
/// compared as well.
LARK_API const lark_drift *lark_client_drift(const lark_client *client);

#ifdef __cplusplus
}
#endif

#endif
