// SPDX-License-Identifier: MIT

/// Writing tables, as lists or as objects.
#ifndef LUALARK_ENCODE_TABLE_H
#define LUALARK_ENCODE_TABLE_H

#include "encoder.h"

/// Goes on with a table, the innermost frame.
void lualark_encode_table(encoder *e, frame *f);

#endif
