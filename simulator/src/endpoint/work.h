// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_WORK_H
#define SIMULATOR_WORK_H

#include "endpoint.h"
#include "fault.h"
#include "reply.h"
#include "table.h"
#include "template.h"

#include <jansson.h>

/// One call whose parameters are right, on its way through a description.
struct work {
  const struct endpoint *endpoint;
  struct company *company;
  const json_t *params;
  const struct fault_hit *hit;
  struct reply *reply;
  const struct table *written; ///< what the call has made or changed; or NULL
  uint32_t written_row;
  json_t *given; ///< what C code already knows of the answer; or NULL
};

/// A member of the endpoint's description, or NULL.
const json_t *work_part(const struct work *work, const char *name);

/// The scope for templates without a row.
struct template_scope work_scope(const struct work *work);

/// Answers `{"status": 400, "code": 1002102, "msg": "..."}`.
void work_refuse(struct work *work, const json_t *error);

#endif
