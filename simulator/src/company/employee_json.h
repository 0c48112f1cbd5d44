// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_EMPLOYEE_JSON_H
#define SIMULATOR_EMPLOYEE_JSON_H

#include "company.h"

#include <jansson.h>

/// An employee as a field of other rows:
/// `{ids: {open_id, union_id, user_id, people_admin_id}, name, email, mobile}`
json_t *employee_json(const struct company *company, uint32_t index);

#endif
