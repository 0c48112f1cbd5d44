// SPDX-License-Identifier: MIT

/// The end of an attempt: what its reply means for its call. It succeeded, it
/// is sent again, or it failed.
#ifndef LARK_FINISH_H
#define LARK_FINISH_H

#include "call.h"

/// The pool's `ended`; `owner` is the call.
void lark_finish(lark_transfer *transfer, void *owner);

#endif
