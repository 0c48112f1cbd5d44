// SPDX-License-Identifier: MIT

/// Whether a scalar is what its field asks for: type, enum, range, length,
/// format.
#ifndef LARK_VALUE_H
#define LARK_VALUE_H

#include "spot.h"

/// LARK_OK, or LARK_EPARAM with `failure` naming the place.
lark_status lark_value_check(const lark_field *field, const lark_param *value,
                             const lark_spot *at, lark_failure *failure);

/// Says that a value of type `given` is of the wrong type. LARK_EPARAM.
lark_status lark_value_refuse_type(const lark_field *field, lark_type given,
                                   const lark_spot *at, lark_failure *failure);

/// Checks a count of `unit`, "characters" or "items", against its bounds.
lark_status lark_value_check_count(const lark_field *field, int64_t count,
                                   const char *unit, const lark_spot *at,
                                   lark_failure *failure);

#endif
