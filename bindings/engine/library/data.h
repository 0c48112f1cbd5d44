// SPDX-License-Identifier: MIT

/// Data that the host gives once, and all scripts read: lark.data(name).
#ifndef LUALARK_DATA_H
#define LUALARK_DATA_H

#include "frozen.h"

/// The data of an engine. A zeroed one is empty.
typedef struct engine_data {
  struct engine_datum *first;
} engine_data;

/// Sets the data of this name, and takes over the reference in `frozen`; NULL
/// takes them away. False, with nothing changed, if memory lacks.
bool lualark_data_set(engine_data *data, const char *name,
                      lualark_frozen *frozen);

/// The memory of all.
size_t lualark_data_sum(const engine_data *data);

/// Gives all back. Scripts that look at some keep them.
void lualark_data_clear(engine_data *data);

/// Puts lark.data into the module's table, which is on top. May raise.
void lualark_data_open(lua_State *L);

#endif
