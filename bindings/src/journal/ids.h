// SPDX-License-Identifier: MIT

/// The ids in a request and its answer, for the audit view.
#ifndef LUALARK_IDS_H
#define LUALARK_IDS_H

#include "lark_json.h"

/// Adds those of a JSON text, as "talent_id=693 id=744", up to eight of them
/// with what `out` has already. A text that is no JSON has none.
void lualark_ids_add(lark_text *out, const char *text, size_t length_bytes);

#endif
