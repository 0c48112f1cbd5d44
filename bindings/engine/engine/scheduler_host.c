// SPDX-License-Identifier: MIT
#include "scheduler_host.h"

#include "failure.h"
#include "out_of_memory.h"
#include "paths.h"
#include "shared_clients.h"
#include "watch.h"

static void wake(lualark_state *state) {
  lualark_scripts_wake(lualark_script_of(state));
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
    .failed = lualark_failure_note,
    .take_client = lualark_shared_clients_take,
    .give_client = lualark_shared_clients_give_back,
    .pause = pause_task,
    .stride = stride,
    .charge = lualark_out_of_memory_charge,
    .starve = lualark_out_of_memory_starve,
    .enter = lualark_watch_enter,
    .allows = allows,
};
