// SPDX-License-Identifier: MIT

/// Numbers that simdjson reads otherwise than they are written. Odd values are
/// for lark_json_mend() of lark_json.h.
#ifndef LARK_MEND_H
#define LARK_MEND_H

#include "lark_json.h"

#ifdef __cplusplus
extern "C" {
#endif

/// Whether the text may hold the number -0, which simdjson reads as the integer
/// 0. True also for some strings.
bool lark_json_has_minus_zero(const char *text, size_t length_bytes);

#ifdef __cplusplus
}
#endif

#endif
