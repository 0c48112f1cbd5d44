// SPDX-License-Identifier: MIT
#include "call.h"

enum problem_id call_read_body(struct call *call) {
  const struct request *request = call->request;
  if (!request_says_json(request)) return PROBLEM_CONTENT_TYPE;

  // An empty body counts as an object without members, so that the caller hears
  // which parameters are missing.
  const char *body = request->body_size > 0 ? request->body : "{}";
  size_t size = request->body_size > 0 ? request->body_size : 2;
  call->body = json_loadb(body, size, JSON_ALLOW_NUL, NULL);
  return json_is_object(call->body) ? PROBLEM_NONE : PROBLEM_BODY_NOT_JSON;
}
