// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_ENDPOINT_H
#define SIMULATOR_ENDPOINT_H

#include "limit.h"
#include "reply.h"
#include "request.h"
#include "token.h"
#include "uri.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

struct simulator;

enum { ENDPOINT_PARAMS_MAX = 6, ENDPOINT_LIMITS_MAX = 2 };

/// Where a parameter travels.
enum param_place { PARAM_PATH, PARAM_QUERY, PARAM_BODY };

enum param_type {
  PARAM_TEXT,    ///< any string, not empty if required
  PARAM_CHOICE,  ///< one of `choices`; absent means the first
  PARAM_INTEGER, ///< from `min` to `max`; absent means `absent`
  PARAM_MILLIS,  ///< a time as a string of digits
};

/// What an endpoint takes.
struct param {
  const char *name; ///< NULL ends a list
  enum param_place place;
  enum param_type type;
  bool required;
  const char *const *choices; ///< NULL-terminated
  int64_t min, max, absent;
};

/// What it was given.
struct value {
  bool present;
  struct text text; ///< good as long as the request
  int64_t number;   ///< PARAM_INTEGER, PARAM_MILLIS
  size_t choice;    ///< PARAM_CHOICE: the index into `choices`
};

/// One call on its way to an answer.
struct call {
  struct simulator *simulator;
  const struct endpoint *endpoint;
  const struct request *request;
  enum token_owner owner; ///< whose token it carries
  uint64_t now_ms;        ///< when the request was there, all of it
  json_t *body;           ///< an object, if the endpoint takes one
  struct value values[ENDPOINT_PARAMS_MAX]; ///< in the order of `params`
  struct reply *reply;
};

/// One endpoint. A resource's file holds its endpoints: the data and the
/// function that answers.
struct endpoint {
  const char *name; ///< dotted, as in design.md
  const char *method;
  const char *path; ///< a segment that starts with ":" takes anything
  const char *msg;  ///< what the envelope says on success
  bool open;        ///< needs no token
  /// The scope, if only self-built apps can have it; else NULL.
  const char *custom_scope;
  struct limit_rule limits[ENDPOINT_LIMITS_MAX];
  const struct param *params;        ///< NULL: it reads its request itself
  void (*answer)(struct call *call); ///< called when all is in order
};

#endif
