// SPDX-License-Identifier: MIT

/// Documents from the inside: reading texts into them. lark_tape.h says how a
/// document is laid out.
#ifndef LARK_JSON_INTERNAL_H
#define LARK_JSON_INTERNAL_H

#include "lark_tape.h"
#include "mask.h"

#ifdef __cplusplus
extern "C" {
#endif

/// How many bytes must be readable behind a text that is parsed in place.
enum { LARK_JSON_PADDING = 64 };

/// The document `{}`.
extern const lark_document lark_document_empty;

/// Makes a document, to read texts with one after the other. NULL where memory
/// lacks. Ends with lark_document_free().
lark_document *lark_document_new(void);

/// Reads a text into the document, in place of what it held. `text` has
/// LARK_JSON_PADDING readable bytes behind it. LARK_OK, LARK_EDECODE with
/// `*why`, or LARK_ENOMEM.
lark_status lark_document_read(lark_document *document, const char *text,
                               size_t length_bytes, const char **why);

/// Reads a whole number, however it is written: 7200, 7200.0 or "7200". False
/// where the value is no such number.
bool lark_json_whole(lark_json value, int64_t *out);

/// Masks the secrets in every string and key.
void lark_document_mask(lark_document *document, const lark_secrets *secrets);

/// Whether a string or a key holds one of the secrets.
bool lark_document_has(const lark_document *document,
                       const lark_secrets *secrets);

#ifdef __cplusplus
}
#endif

#endif
