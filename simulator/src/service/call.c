// SPDX-License-Identifier: MIT
#include "call.h"

enum problem_id call_read_body(struct call *call) {
  const struct request *request = call->request;
  if (!request_says_json(request)) return PROBLEM_CONTENT_TYPE;

  // An empty body is an object without members: it is the missing parameters
  // that the caller should hear of.
  const char *body = request->body_size > 0 ? request->body : "{}";
  size_t size = request->body_size > 0 ? request->body_size : 2;
  call->body = json_loadb(body, size, JSON_ALLOW_NUL, NULL);
  return json_is_object(call->body) ? PROBLEM_NONE : PROBLEM_BODY_NOT_JSON;
}
