// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_CALL_H
#define SIMULATOR_CALL_H

#include "simulator.h"

#include <stdint.h>

/// One call on its way to an answer.
struct call {
  struct simulator *simulator;
  const struct endpoint *endpoint;
  size_t index; ///< of the endpoint, in the routes
  const struct request *request;
  const struct fault_hit *hit;
  enum token_owner owner; ///< whose token it carries
  uint64_t now_ms;        ///< when the whole request had arrived
  json_t *body;           ///< an object, if call_read_body() has read one
  struct reply *reply;
};

/// Reads the request's body into `call->body`.
enum problem_id call_read_body(struct call *call);

#endif
