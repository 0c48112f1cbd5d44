// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_ENDPOINT_H
#define SIMULATOR_ENDPOINT_H

#include "limit.h"

#include <jansson.h>

struct call;

enum { ENDPOINT_LIMITS_MAX = 2 };

/// One endpoint. Either a description, a file of simulator/endpoints/, says
/// what it takes and answers, or a function does everything.
struct endpoint {
  const char *name; ///< dotted, as in design.md
  const char *method;
  const char *path;     ///< a segment that starts with ":" takes anything
  const char *msg;      ///< what the envelope says on success
  unsigned token_kinds; ///< bits of enum token_kind; 0: it needs no token
  /// The scope, if only self-built apps can have it; else NULL.
  const char *custom_scope;
  struct limit_rule limits[ENDPOINT_LIMITS_MAX];
  const json_t *description; ///< NULL: `answer` does everything
  void (*answer)(struct call *call);
};

#endif
