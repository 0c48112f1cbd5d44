// SPDX-License-Identifier: MIT
#include "work.h"

const json_t *work_part(const struct work *work, const char *name) {
  return json_object_get(work->endpoint->description, name);
}

struct template_scope work_scope(const struct work *work) {
  return (struct template_scope){.params = work->params,
                                 .company = work->company};
}

void work_refuse(struct work *work, const json_t *error) {
  json_int_t status = json_integer_value(json_object_get(error, "status"));
  json_int_t code = json_integer_value(json_object_get(error, "code"));
  reply_error(work->reply, (unsigned)status, (long)code,
              json_string_value(json_object_get(error, "msg")), NULL);
}
