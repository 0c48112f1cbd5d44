// SPDX-License-Identifier: MIT

/// The length of a request's head, and with it the bytes that went out.
///
/// libcurl counts the bytes of a body that went out (CURLINFO_SIZE_UPLOAD_T).
/// CURLINFO_REQUEST_SIZE counts what its release has chosen. Seen:
///
///     7.88.1  the head; a body below 64 KB, if it is one text and goes over
///             HTTP/1.1; before the head a proxy's tunnel
///     8.6.0   the head; a body below 64 KB, if it is one text
///     8.7.1   nothing
///     8.8.0, 8.14.1, 8.23.0   the head and the body
///
/// The length of the head tells which of these it was: nearly all of a head
/// comes from us. Whether anything went out for a request without an answer is
/// asked of the version, for 8.7 alone (transfer.c).
#ifndef LARK_HEAD_H
#define LARK_HEAD_H

#include "body.h"

/// The bytes of a head over HTTP/1.1: exact for a body that is one text, and
/// for none; a few more or less for a form, whose boundary is libcurl's.
size_t lark_head_bytes(const char *method, const char *url,
                       const struct curl_slist *lines, const lark_body *body);

/// The counts of libcurl for a request that was answered, or partly sent.
typedef struct lark_sent {
  uint64_t request_bytes; ///< CURLINFO_REQUEST_SIZE
  uint64_t body_bytes;    ///< CURLINFO_SIZE_UPLOAD_T
} lark_sent;

/// The bytes of the head and of what was sent of the body.
uint64_t lark_head_and_body(size_t head_bytes, const lark_sent *sent);

#endif
