// SPDX-License-Identifier: MIT

/// URLs: checks base URLs and paths, writes queries.
#ifndef LARK_URL_H
#define LARK_URL_H

#include "failure.h"

/// Checks a base URL: http or https, a host, no user, query or fragment; plain
/// http only to loopback unless `allow_http`. LARK_OK, and `*length` is its
/// length without a slash at the end; or LARK_ECONFIG.
lark_status lark_url_check_base(const char *url, bool allow_http,
                                size_t *length, lark_failure *failure);

/// Whether the URL's host is this machine.
bool lark_url_is_loopback(const char *url);

/// The length of scheme, host and port in a checked base URL.
size_t lark_url_origin_bytes(const char *url);

/// Adds bytes, percent-encoded unless they are unreserved (RFC 3986).
void lark_url_add_encoded(lark_text *url, const char *bytes, size_t length);

/// Adds "?name=" or "&name=", and the encoded value.
void lark_url_add_query(lark_text *url, bool *has_query, const char *name,
                        const char *value, size_t length);

/// Whether a text can travel in a header: it holds no control characters. NULL
/// can.
bool lark_url_is_header_safe(const char *text);

/// Whether a caller's path stays a path: it starts with one slash and holds no
/// query, fragment, space, control character or dot segment.
bool lark_url_is_path(const char *path);

#endif
