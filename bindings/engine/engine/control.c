// SPDX-License-Identifier: MIT

// Controls a script that was started: sends it events, reports its usage, and
// ends it.
#include "descriptor.h"
#include "ending.h"
#include "graveyard.h"
#include "interruption.h"
#include "recipients.h"
#include "syntax.h"
#include "usage.h"

static lark_status fail_stale(lualark_engine *engine) {
  return lualark_engine_fail(engine, LARK_ESTALE,
                             "the script has ended already");
}

lark_status lualark_kill(lualark_engine *engine, lualark_script id) {
  struct script *script = lualark_scripts_find(&engine->scripts, id);
  if (script == NULL) return fail_stale(engine);
  lualark_ending_order(script, LARK_ECANCELLED, "the script was killed");
  lualark_descriptor_arm(engine);
  return LARK_OK;
}

lark_status lualark_interrupt(lualark_engine *engine, lualark_script id) {
  const struct script *script = lualark_scripts_find(&engine->scripts, id);
  if (script == NULL) return fail_stale(engine);
  lualark_interruption_begin(script->scheduler);
  lualark_descriptor_arm(engine);
  return LARK_OK;
}

lark_status lualark_retire(lualark_engine *engine, lualark_script id) {
  struct script *script = lualark_scripts_find(&engine->scripts, id);
  if (script == NULL) return fail_stale(engine);
  lark_status status = lualark_ending_retire(script);
  if (status != LARK_OK)
    return lualark_engine_fail(engine, status, "out of memory");
  lualark_descriptor_arm(engine);
  return LARK_OK;
}

size_t lualark_scripts(const lualark_engine *engine) {
  return engine->scripts.count;
}

size_t lualark_memory_bytes(const lualark_engine *engine) {
  size_t bytes = lualark_graveyard_bytes(&engine->scripts);
  for (const struct script *script = lualark_scripts_first(&engine->scripts);
       script != NULL; script = lualark_scripts_after(script))
    bytes += script->heap.held_bytes;
  return bytes;
}

lark_status lualark_script_usage(const lualark_engine *engine,
                                 lualark_script id, lualark_usage *usage) {
  const struct script *script = lualark_scripts_find(&engine->scripts, id);
  if (script == NULL) return LARK_ESTALE;
  lualark_usage_fill(script, usage);
  return LARK_OK;
}

// --------------------------------------------------------------------- events

static lark_status put(struct script *script, lualark_event_texts *texts) {
  return lualark_events_add(&script->events, &script->heap, texts);
}

static lark_status fail_event(lualark_engine *engine, lark_status status) {
  switch (status) {
  case LARK_EAGAIN:
    return lualark_engine_fail(engine, status,
                               "too many events wait for a script; step the "
                               "engine, and send this one again");
  case LARK_ELIMIT:
    return lualark_engine_fail(
        engine, status, "a script has no memory for an event of that size");
  default: return lualark_engine_fail(engine, status, "out of memory");
  }
}

lark_status lualark_emit(lualark_engine *engine, lualark_script id,
                         const char *name, const char *json) {
  struct script *script =
      id != 0 ? lualark_scripts_find(&engine->scripts, id) : NULL;
  if (id != 0 && script == NULL) return fail_stale(engine);
  lark_status status =
      json != NULL ? lualark_syntax_check(json, NULL, NULL) : LARK_OK;
  if (status == LARK_ENOMEM) return fail_event(engine, status);
  if (name == NULL || status != LARK_OK)
    return lualark_engine_fail(engine, LARK_EINVAL,
                               "an event has a name, and JSON for its value");
  lualark_event_texts *texts = lualark_events_texts(name, json);
  if (texts == NULL) return fail_event(engine, LARK_ENOMEM);
  status = script != NULL
               ? lualark_recipients_one(script, texts, put)
               : lualark_recipients_all(&engine->scripts, texts, put);
  lualark_events_release(texts);
  lualark_descriptor_arm(engine);
  return status == LARK_OK ? LARK_OK : fail_event(engine, status);
}
