// SPDX-License-Identifier: MIT

/// Tells lack of memory from lack of descriptors.
#ifndef LARK_SHORTAGE_H
#define LARK_SHORTAGE_H

#include "failure.h"

/// The status for a system call that failed with `error` (errno's values):
/// LARK_EFILES where it lacked a descriptor, else LARK_ENOMEM.
lark_status lark_shortage(int error);

/// Whether the process can open no more than `most` further descriptors; `fd`
/// is any that is open. A library that wants some then fails, and says
/// something else.
bool lark_shortage_of_files(int fd, unsigned most);

/// Explains LARK_EFILES or LARK_ENOMEM, and returns it.
lark_status lark_shortage_fail(lark_failure *failure, lark_status status);

#endif
