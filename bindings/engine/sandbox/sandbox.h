// SPDX-License-Identifier: MIT

/// Sandboxed scripts: other people wrote them. They find a list of what is
/// allowed, and nothing else.
#ifndef LUALARK_SANDBOX_H
#define LUALARK_SANDBOX_H

#include "kind.h"

extern const script_kind lualark_sandbox_kind;

#endif
