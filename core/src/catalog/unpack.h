// SPDX-License-Identifier: MIT

/// From the catalog's packed tables (tables.h) to the structs of lark.h.
///
/// Each is unpacked when it is first asked for, under a lock, and then stays as
/// it is: the structs are constants that are filled in late. No memory is
/// allocated.
#ifndef LARK_UNPACK_H
#define LARK_UNPACK_H

#include "tables.h"

const lark_endpoint *lark_unpack_endpoint(size_t index);
const lark_code *lark_unpack_code(size_t index);
const lark_event_type *lark_unpack_event(size_t index);

#endif
