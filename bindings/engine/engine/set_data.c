// SPDX-License-Identifier: MIT

// Data of the host's that all scripts read.
#include "engine.h"

lark_status lualark_set_data(lualark_engine *engine, const char *name,
                             const char *json) {
  lualark_frozen *frozen = NULL;
  const char *why = NULL;
  if (name == NULL || name[0] == '\0')
    return lualark_engine_fail(engine, LARK_EINVAL, "the data have no name");
  lark_status status = LARK_OK;
  if (json != NULL)
    status =
        lualark_frozen_read(json, &engine->options.allocator, &frozen, &why);
  if (status == LARK_EINVAL)
    return lualark_engine_fail(engine, status,
                               "the data \"%s\" are no JSON: %s", name, why);
  if (status == LARK_OK && lualark_data_set(&engine->data, name, frozen))
    return LARK_OK;
  if (frozen != NULL) lualark_frozen_release(frozen);
  return lualark_engine_fail(engine, LARK_ENOMEM, "out of memory");
}

size_t lualark_data_bytes(const lualark_engine *engine) {
  return lualark_data_sum(&engine->data);
}
