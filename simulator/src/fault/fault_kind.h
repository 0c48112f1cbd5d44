// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_FAULT_KIND_H
#define SIMULATOR_FAULT_KIND_H

#include <stdbool.h>
#include <stdint.h>

enum { FAULT_PARAMS_MAX = 3 };

/// The ways to misbehave. README.md says what each does.
enum fault_id {
  FAULT_REFUSE,
  FAULT_RESET_BEFORE,
  FAULT_RESET_AFTER,
  FAULT_RESET_BODY,
  FAULT_CLOSE_BEFORE,
  FAULT_CLOSE_AFTER,
  FAULT_CLOSE_IDLE,
  FAULT_STALL_HEADERS,
  FAULT_STALL_BODY,
  FAULT_SLOW,
  FAULT_TRUNCATED,
  FAULT_SHORT_LENGTH,
  FAULT_CHUNKED,
  FAULT_CHUNKED_CUT,
  FAULT_INTERNAL_ERROR,
  FAULT_HTML,
  FAULT_RETRY_AFTER,
  FAULT_RATE_LIMIT,
  FAULT_RATE_LIMIT_BARE,
  FAULT_CODE,
  FAULT_GZIP_LIE,
  FAULT_DEFLATE_LIE,
  FAULT_GZIP_CUT,
  FAULT_GZIP_MEMBERS,
  FAULT_GZIP_BOMB,
  FAULT_HUGE_BODY,
  FAULT_EMPTY_BODY,
  FAULT_JSON_CUT,
  FAULT_JSON_DEEP,
  FAULT_JSON_UTF8,
  FAULT_JSON_NUL,
  FAULT_CODE_MISSING,
  FAULT_CODE_TEXT,
  FAULT_DUPLICATE_KEYS,
  FAULT_HUGE_INTEGERS,
  FAULT_DATA_NULL,
  FAULT_DATA_ABSENT,
  FAULT_ITEMS_NULL,
  FAULT_TOKENS_REVOKED,
  FAULT_TOKEN_AGAIN,
  FAULT_TOKEN_TTL,
  FAULT_TOKEN_MISSING,
  FAULT_TOKEN_EXPIRE,
  FAULT_TOKEN_EXPIRE_TEXT,
  FAULT_PAGE_EMPTY,
  FAULT_PAGE_TOKEN_MISSING,
  FAULT_PAGE_TOKEN_SAME,
  FAULT_PAGE_TOKEN_CYCLE,
  FAULT_PAGE_SHRINK,
  FAULT_KIND_COUNT
};

/// The point of a request's way at which a fault acts.
enum fault_stage {
  FAULT_AT_ARRIVAL, ///< the simulator never sees the request
  FAULT_IN_STATE,   ///< a changed state; the answer fits it
  FAULT_IN_ANSWER,  ///< another answer than the right one
  FAULT_ON_WIRE,    ///< the right answer, and its bytes misbehave
};

/// A number that a kind takes.
struct fault_param {
  const char *name; ///< NULL ends a list
  int64_t absent, min, max;
};

struct fault_kind {
  const char *name;
  enum fault_stage stage;
  bool at_once;     ///< acts when armed, if no condition is set
  const char *only; ///< the endpoints it makes sense for, a glob; NULL: all
  struct fault_param params[FAULT_PARAMS_MAX];
};

/// Every kind, by its id.
extern const struct fault_kind fault_kinds[FAULT_KIND_COUNT];

/// The kind of that name, or NULL.
const struct fault_kind *fault_kind_find(const char *name);

/// The id of a kind.
enum fault_id fault_kind_id(const struct fault_kind *kind);

/// True if it writes bytes of its own on the socket, past libmicrohttpd, and
/// so past TLS.
bool fault_kind_is_raw(const struct fault_kind *kind);

#endif
