// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_URI_H
#define SIMULATOR_URI_H

#include "text.h"

#include <stdbool.h>
#include <stddef.h>

/// One decoded `name=value` of a query.
struct uri_pair {
  struct text name;
  struct text value;
};

/// A request target taken apart. The parts are decoded after splitting, so a
/// "%2F" stays inside its segment and a "%26" inside its value.
struct uri {
  char *raw;               ///< as it came over the wire
  struct text path;        ///< the raw path
  struct text query;       ///< the raw query, without the "?"
  struct text *segments;   ///< decoded, what stands between the slashes
  size_t segment_count;    ///< 0 for the path "/"
  struct uri_pair *params; ///< decoded, in order
  size_t param_count;
  char *decoded; ///< the memory that segments and params point into
};

/// Takes `raw` apart, copying it. uri_clear() ends it.
void uri_init(struct uri *uri, const char *raw);

void uri_clear(struct uri *uri);

/// The first query parameter called `name`, or NULL.
const struct text *uri_param(const struct uri *uri, const char *name);

/// Percent-decodes `length` bytes into `out`, which holds `length` + 1 bytes,
/// and returns how many were written before the closing NUL. A "%" that two
/// hexadecimal digits do not follow stands for itself. In queries "+" is a
/// space, in paths it is not.
size_t uri_decode(char *out, const char *in, size_t length, bool in_query);

#endif
