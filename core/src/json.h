// SPDX-License-Identifier: MIT

/// Documents from the inside: what simdjson leaves behind, and how it is
/// walked.
///
/// simdjson writes a parsed document as a tape of 64-bit words and a buffer of
/// strings (its doc/tape.md). A word is a character that tells the type, in the
/// top 8 bits, and a payload in the other 56:
///
///   r        root; the value follows, at index 1
///   { [      low 32 bits: the index after its end; next 24: members, at most
///            0xFFFFFF
///   } ]      the end
///   "        offset of a string: 4 bytes of length, the bytes, a NUL
///   l u d    the next word is an int64, uint64 or double
///   t f n    true, false, null
#ifndef LARK_JSON_INTERNAL_H
#define LARK_JSON_INTERNAL_H

#include "lark_json.h"
#include "mask.h"

#ifdef __cplusplus
extern "C" {
#endif

/// Bytes that must be readable behind a text that is parsed in place.
enum { LARK_JSON_PADDING = 64 };

struct lark_document {
  const uint64_t *tape; ///< of the last text that was read
  const uint8_t *strings;
  void *parser;
  size_t capacity_bytes; ///< the longest text so far
};

/// The document `{}`.
extern const lark_document lark_document_empty;

/// A document to read texts with, one after the other; NULL where
/// memory lacks. Ends with lark_document_free().
lark_document *lark_document_new(void);

/// Replaces what the document held. `text` has LARK_JSON_PADDING readable
/// bytes behind it. LARK_OK, LARK_EDECODE with `*why`, or LARK_ENOMEM.
lark_status lark_document_read(lark_document *document, const char *text,
                               size_t length_bytes, const char **why);

/// Masks the secrets in every string and key of what was read.
void lark_document_mask(lark_document *document, const lark_secrets *secrets);

/// Whether one of them stands in a string or a key.
bool lark_document_has(const lark_document *document,
                       const lark_secrets *secrets);

#ifdef __cplusplus
}
#endif

#endif
