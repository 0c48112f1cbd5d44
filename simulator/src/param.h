// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_PARAM_H
#define SIMULATOR_PARAM_H

#include "endpoint.h"

/// Choices that several endpoints share. Their order is that of the id forms
/// in company.h.
extern const char *const param_user_id_types[];
extern const char *const param_user_id_types_with_people_admin[];

/// Reads the request's body into `call->body`.
enum problem_id param_read_body(struct call *call);

/// Reads all parameters into `call->values`. Returns NULL if they are right,
/// else a new list of `{field, value, description}`, one per wrong parameter.
json_t *param_read_all(struct call *call);

/// Reads digits, a minus allowed before them, and nothing else.
bool param_parse_integer(struct text text, int64_t *out);

#endif
