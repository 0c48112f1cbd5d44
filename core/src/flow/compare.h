// SPDX-License-Identifier: MIT

/// Answers of calls, compared with the catalog for clients with the option
/// `drift`.
#ifndef LARK_COMPARE_H
#define LARK_COMPARE_H

#include "call.h"

/// Compares the answer to an attempt: its data, or the code of an error.
/// Answers without either, such as text, are none of the platform's own.
void lark_compare(const lark_active_call *call, bool ok, int64_t code);

#endif
