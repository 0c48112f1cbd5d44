// SPDX-License-Identifier: MIT

/// The signature of a request: SHA-256 of timestamp, nonce, Encrypt Key and
/// body. Comparisons take as long wherever the texts differ.
#ifndef LARK_SIGNATURE_H
#define LARK_SIGNATURE_H

#include "failure.h"
#include "lark_events.h"

/// Whether a text is the secret that it should be.
bool lark_signature_is_secret(const char *given, size_t given_bytes,
                              const char *secret);

/// Checks the signature and the age of a request. LARK_OK; or LARK_EAUTH, and
/// `failure` says why.
lark_status lark_signature_check(const lark_event_options *options,
                                 const lark_event_request *request,
                                 int64_t now_ms, lark_failure *failure);

#endif
