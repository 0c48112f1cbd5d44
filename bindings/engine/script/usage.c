// SPDX-License-Identifier: MIT
#include "usage.h"

#include <string.h>

#include "clock.h"
#include "traffic.h"

void lualark_usage_fill(const struct script *script, lualark_usage *usage) {
  const lualark_scheduler *scheduler = script->scheduler;
  size_t size = usage->size < sizeof *usage ? usage->size : sizeof *usage;
  const lualark_limits limits = lualark_traffic_limits(scheduler);
  lualark_usage now = {
      .size = size,
      .memory_bytes = script->heap.held_bytes,
      .peak_bytes = script->heap.peak_bytes,
      .instructions = script->used.instructions,
      .cpu_us = script->used.cpu_us,
      .wall_us = lark_now_us() - script->used.started_us,
      .calls = script->used.host_calls + scheduler->waits.calls,
      .maps = scheduler->rows.maps,
      .rows_ended = scheduler->rows.ended,
      .rows_total = scheduler->rows.total,
      .limit_waits = limits.waits,
      .limit_waiting = limits.waiting,
      .events_waiting = lualark_events_count(&script->events),
      .messages = script->used.messages,
      .messages_refused = script->used.messages_refused,
      .lines_dropped = script->output.all_dropped,
      .calls_in_flight = scheduler->waits.in_flight,
      .events = script->used.events,
      .share_waits = script->used.share_waits,
  };
  memcpy(usage, &now, size);
}
