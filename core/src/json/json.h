// SPDX-License-Identifier: MIT

/// Documents from the inside: how texts are read into them. How they are walked
/// is in lark_tape.h.
#ifndef LARK_JSON_INTERNAL_H
#define LARK_JSON_INTERNAL_H

#include "lark_tape.h"
#include "mask.h"

#ifdef __cplusplus
extern "C" {
#endif

/// Bytes that must be readable behind a text that is parsed in place.
enum { LARK_JSON_PADDING = 64 };

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
