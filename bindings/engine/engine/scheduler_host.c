// SPDX-License-Identifier: MIT
#include "scheduler_host.h"

#include "arm.h"
#include "clock.h"
#include "descriptor.h"
#include "failed_task.h"
#include "out_of_memory.h"
#include "paths.h"
#include "share.h"
#include "shared_clients.h"
#include "watch.h"

// A script that has its turn alone may have a long one; it ends soon where a
// further task has work. Where the host drives a client of its own, a script
// that its share holds back may have got a timer.
static void wake(lualark_state *state) {
  struct script *script = lualark_script_of(state);
  const struct scripts *all = script->all;
  lualark_share_wake(script);
  if (script == all->running)
    lualark_arm_shorten(script, lark_now_us() + all->options->slice_us);
  if (!all->engine->stepping) lualark_descriptor_arm(all->engine);
}

static bool pause_task(lualark_state *state, lua_State *L, uint64_t steps) {
  (void)state;
  return lualark_watch_pause(L, steps);
}

static uint32_t stride(const lualark_state *state) {
  return lualark_watch_stride(lualark_script_of(state));
}

static bool allows(lualark_state *state, const char *method, const char *path) {
  const struct script *script = lualark_script_of(state);
  return !script->kind->sandboxed ||
         lualark_paths_allow(script->all->options->paths, method, path);
}

const lualark_host lualark_scheduler_host = {
    .wake = wake,
    .failed = lualark_failed_task_note,
    .fell = lualark_failed_task_note_coroutine,
    .take_client = lualark_shared_clients_take,
    .touch_client = lualark_shared_clients_touch,
    .give_client = lualark_shared_clients_give_back,
    .pause = pause_task,
    .stride = stride,
    .charge = lualark_out_of_memory_charge,
    .starve = lualark_out_of_memory_starve,
    .enter = lualark_watch_enter,
    .allows = allows,
};
