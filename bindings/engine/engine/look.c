// SPDX-License-Identifier: MIT

// Looking inside: what a script does, and the figures of all.
#include <inttypes.h>
#include <string.h>

#include "engine.h"
#include "graveyard.h"
#include "outlook.h"
#include "usage.h"

const char *lualark_engine_end_page(lualark_engine *engine, size_t *bytes) {
  lark_text *page = &engine->page;
  size_t length = page->length_bytes;
  lark_text_add_char(page, '\0');
  if (page->failed) {
    lark_text_clear(page);
    lualark_engine_fail(engine, LARK_ENOMEM, "out of memory");
    return NULL;
  }
  if (bytes != NULL) *bytes = length;
  return page->bytes;
}

const char *lualark_traceback(lualark_engine *engine, lualark_script id) {
  const struct script *script = lualark_scripts_find(&engine->scripts, id);
  if (script == NULL) {
    lualark_engine_fail(engine, LARK_ESTALE, "the script has ended already");
    return NULL;
  }
  lark_text_clear(&engine->page);
  lualark_outlook_write(script, &engine->page);
  return lualark_engine_end_page(engine, NULL);
}

// ------------------------------------------------------------------- figures

static void add_key(lark_text *page, const char *key) {
  char last = page->bytes != NULL ? page->bytes[page->length_bytes - 1] : '{';
  if (last != '{' && last != '[') lark_text_add_char(page, ',');
  if (key == NULL) return;
  lark_text_add_json_string(page, key, strlen(key));
  lark_text_add_char(page, ':');
}

static void add_figure(lark_text *page, const char *key, uint64_t value) {
  add_key(page, key);
  lark_text_add_integer(page, (int64_t)value);
}

// A name of the host's may be no UTF-8.
static void add_name(lark_text *page, const char *key, const char *name) {
  size_t bytes = strlen(name);
  add_key(page, key);
  if (!lark_utf8_valid(name, bytes)) {
    name = "?";
    bytes = 1;
  }
  lark_text_add_json_string(page, name, bytes);
}

static void add_usage(lark_text *page, const struct script *script) {
  lualark_usage usage = {.size = sizeof usage};
  lualark_usage_fill(script, &usage);
  const struct {
    const char *key;
    uint64_t value;
  } figures[] = {
      {"memory_bytes", usage.memory_bytes},
      {"peak_bytes", usage.peak_bytes},
      {"instructions", usage.instructions},
      {"cpu_us", usage.cpu_us},
      {"wall_us", usage.wall_us},
      {"calls", usage.calls},
      {"calls_in_flight", usage.calls_in_flight},
      {"events", usage.events},
      {"events_waiting", usage.events_waiting},
      {"messages", usage.messages},
      {"messages_refused", usage.messages_refused},
      {"lines_dropped", usage.lines_dropped},
      {"limit_waits", usage.limit_waits},
      {"limit_waiting", usage.limit_waiting},
      {"share_waits", usage.share_waits},
      {"maps", usage.maps},
      {"rows_ended", usage.rows_ended},
      {"rows_total", usage.rows_total},
  };
  for (size_t i = 0; i < sizeof figures / sizeof figures[0]; i++)
    add_figure(page, figures[i].key, figures[i].value);
}

static void add_script(lark_text *page, const struct script *script) {
  add_key(page, NULL);
  lark_text_add_char(page, '{');
  add_figure(page, "id", script->id);
  add_name(page, "name", script->name);
  add_name(page, "state", lualark_outlook_word(script));
  add_figure(page, "tasks", script->scheduler->tasks.live);
  add_usage(page, script);
  lark_text_add_char(page, '}');
}

static uint64_t count_events(const struct scripts *scripts) {
  uint64_t count = 0;
  for (const struct script *script = lualark_scripts_first(scripts);
       script != NULL; script = lualark_scripts_after(script))
    count += lualark_events_count(&script->events);
  return count;
}

static void add_engine(lark_text *page, lualark_engine *engine) {
  const struct scripts *scripts = &engine->scripts;
  const lualark_figures_steps *steps = &engine->steps;
  add_figure(page, "steps", steps->count);
  add_figure(page, "steps_over_budget", steps->over_budget);
  add_figure(page, "step_us", steps->total_us);
  add_figure(page, "longest_step_us", steps->longest_us);
  add_figure(page, "longest_over_budget_us", steps->longest_over_us);
  add_figure(page, "scripts", scripts->count);
  add_figure(page, "memory_bytes", lualark_memory_bytes(engine));
  add_figure(page, "memory_of_ended_bytes", lualark_graveyard_bytes(scripts));
  add_figure(page, "events_waiting", count_events(scripts));
  add_figure(page, "host_calls_pending",
             lualark_host_functions_pending(&engine->functions));
  add_figure(page, "posts_waiting", atomic_load(&engine->mailbox.count));
  add_figure(page, "posts_dropped", engine->mailbox.dropped);
}

const char *lualark_figures(lualark_engine *engine, size_t *bytes) {
  lark_text *page = &engine->page;
  lark_text_clear(page);
  lark_text_add_string(page, "{\"engine\":{");
  add_engine(page, engine);
  lark_text_add_string(page, "},\"scripts\":[");
  for (const struct script *script = lualark_scripts_first(&engine->scripts);
       script != NULL; script = lualark_scripts_after(script))
    add_script(page, script);
  lark_text_add_string(page, "]}");
  return lualark_engine_end_page(engine, bytes);
}
