// SPDX-License-Identifier: MIT

// The profiler as the host knows it.
#include "engine.h"
#include "sampler.h"

enum { LONGEST_US = 1000000 };

lark_status lualark_set_sampling(lualark_engine *engine, uint32_t interval_us) {
  lualark_sampler *sampler = NULL;
  if (interval_us > LONGEST_US)
    return lualark_engine_fail(engine, LARK_EINVAL,
                               "interval_us must be at most a second");
  if (engine->scripts.running != NULL)
    return lualark_engine_fail(engine, LARK_EINVAL,
                               "sampling is set between two steps");
  if (interval_us > 0) {
    sampler = lualark_sampler_new(interval_us);
    if (sampler == NULL)
      return lualark_engine_fail(engine, LARK_ENOMEM, "out of memory");
  }
  lualark_sampler_free(engine->scripts.sampler);
  engine->scripts.sampler = sampler;
  return LARK_OK;
}

const char *lualark_samples(lualark_engine *engine, size_t *bytes) {
  lark_text_clear(&engine->page);
  if (engine->scripts.sampler != NULL)
    lualark_sampler_write(engine->scripts.sampler, &engine->page);
  return lualark_engine_end_page(engine, bytes);
}
