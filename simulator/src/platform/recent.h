// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_RECENT_H
#define SIMULATOR_RECENT_H

#include "request.h"

enum { RECENT_MAX = 64 };

/// The latest API requests, for tests that ask what reached the server.
struct recent {
  struct request *ring[RECENT_MAX];
  size_t next; ///< the oldest, which the next request replaces
};

/// Holds `request`, and lets go of the oldest.
void recent_add(struct recent *recent, struct request *request);

/// Forgets all.
void recent_clear(struct recent *recent);

/// `{requests: [...]}`, oldest first.
json_t *recent_json(const struct recent *recent);

#endif
