// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_REQUEST_H
#define SIMULATOR_REQUEST_H

#include "uri.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

/// Larger bodies are refused, and not kept.
enum {
  REQUEST_BODY_MAX_BYTES = 1024 * 1024,
  REQUEST_FORM_MAX_BYTES = 320 * 1024 * 1024 ///< of a form, which has files
};

/// The headers that are kept; the others are dropped.
enum request_header {
  HEADER_AUTHORIZATION,
  HEADER_CONTENT_TYPE,
  HEADER_ACCEPT_ENCODING,
  HEADER_USER_AGENT,
  HEADER_HOST,
  HEADER_RANGE,
  HEADER_IF_RANGE,
  HEADER_UPGRADE,
  HEADER_WEBSOCKET_KEY,
  HEADER_COUNT
};

/// The names of the headers, in lower case.
extern const char *const request_header_names[HEADER_COUNT];

/// One request as it arrived. It knows nothing about connections.
///
/// Two may hold it: the exchange that answers it, and the ring of the latest
/// requests. It is freed when both have let go.
struct request {
  int holders;
  char *method;
  struct uri uri;
  char *headers[HEADER_COUNT]; ///< NULL where absent
  char *body;                  ///< of a form: mapped from `body_fd`
  size_t body_size;
  int body_fd; ///< a file without a name that holds a form; -1: none
  bool body_too_large;

  // Its outcome, for the ring.
  const char *fault;    ///< the kind of fault that hit it, or NULL
  const char *endpoint; ///< its dotted name, or NULL
  unsigned http_status;
  long code;
  char log_id[40];
};

/// Makes a request for `raw_uri`, held by the caller.
struct request *request_new(const char *raw_uri);

/// Adds a holder; returns `request`.
struct request *request_hold(struct request *request);

/// Lets go.
void request_release(struct request *request);

/// True if its path is one of the simulator's own, which tests use: not part
/// of the API, not counted, not limited, not delayed.
bool request_is_internal(const struct request *request);

/// True if the client said that the body is JSON.
bool request_says_json(const struct request *request);

/// True if the client takes gzip.
bool request_accepts_gzip(const struct request *request);

/// Appends to the body. Sets `body_too_large` instead if it would grow past the
/// maximum.
void request_add_body(struct request *request, const char *bytes, size_t size);

/// Maps the body of a form, which has come whole, and lets go of it.
void request_open_form(struct request *request);
void request_close_form(struct request *request);

/// The request as tests see it, without the Authorization header.
json_t *request_json(const struct request *request);

#endif
