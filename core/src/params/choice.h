// SPDX-License-Identifier: MIT

/// Whether a value is one of an enum's.
#ifndef LARK_CHOICE_H
#define LARK_CHOICE_H

#include "spot.h"

/// Checks a string or an exact integer; every value passes where the field has
/// no enum. LARK_OK, or LARK_EPARAM with the nearest choice as the hint.
lark_status lark_choice_check(const lark_field *field, const lark_param *value,
                              const lark_spot *at, lark_failure *failure);

#endif
