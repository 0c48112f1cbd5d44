// SPDX-License-Identifier: MIT
#include "call.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

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

enum problem_id call_check_multipart(const struct call *call,
                                     const char *name) {
  static const char type[] = "multipart/form-data";
  const struct request *request = call->request;
  const char *said = request->headers[HEADER_CONTENT_TYPE];
  char wanted[64];
  if (said == NULL || strncasecmp(said, type, sizeof type - 1) != 0) {
    return PROBLEM_NOT_MULTIPART;
  }
  int length = snprintf(wanted, sizeof wanted, "name=\"%s\"", name);
  const char *found = memmem(request->body != NULL ? request->body : "",
                             request->body_size, wanted, (size_t)length);
  return found != NULL ? PROBLEM_NONE : PROBLEM_PART_MISSING;
}
