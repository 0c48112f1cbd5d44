// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_CUSTOM_FIELD_H
#define SIMULATOR_CUSTOM_FIELD_H

#include "company.h"

#include <jansson.h>

/// The `customized_data_list` of a job post. Which member of a value is there
/// depends on the field's type.
json_t *custom_field_list_json(const struct job_post *post);

#endif
