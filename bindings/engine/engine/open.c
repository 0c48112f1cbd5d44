// SPDX-License-Identifier: MIT
#include "open.h"

#include <stdlib.h>
#include <string.h>

#include "attach.h"
#include "descriptor.h"
#include "encoder.h"
#include "ending.h"
#include "graveyard.h"
#include "release.h"
#include "report.h"
#include "sampler.h"
#include "sandbox.h"
#include "scheduler_host.h"
#include "share.h"
#include "shared_clients.h"
#include "tested.h"
#include "trusted.h"
#include "verdict.h"
#include "watch.h"

// -------------------------------------------------------------------- options

static const lualark_options defaults = {
    .memory_bytes = 64 << 20,
    .source_bytes = 1 << 20,
    .slice_us = 500,
    .stall_ms = 10,
    .events_waiting = 10000,
    .retire_ms = 60000,
    .posts_waiting = 10000,
    .posts_bytes = 64 << 20,
};

void lualark_options_init(lualark_options *options, size_t size) {
  memset(options, 0, size);
  memcpy(options, &defaults, size < sizeof defaults ? size : sizeof defaults);
  options->size = size;
}

// The defaults of a sandbox.
static void set_sandbox(lualark_options *options) {
  if (options->response_bytes == 0) options->response_bytes = 1 << 20;
  if (options->calls_in_flight == 0) options->calls_in_flight = 100;
  if (options->coroutine_depth == 0) options->coroutine_depth = 100;
  if (options->log_bytes == 0) options->log_bytes = 64 << 10;
  if (options->messages == 0) options->messages = 1000;
}

static void take_options(lualark_engine *engine,
                         const lualark_options *options) {
  lualark_options *own = &engine->options;
  *own = defaults;
  memcpy(own, options,
         options->size < sizeof *options ? options->size : sizeof *options);
  if (own->events_waiting == 0) own->events_waiting = defaults.events_waiting;
  if (own->posts_waiting == 0) own->posts_waiting = defaults.posts_waiting;
  if (own->posts_bytes == 0) own->posts_bytes = defaults.posts_bytes;
  if (own->sandbox) set_sandbox(own);
}

static bool have_texts(const lualark_module *list) {
  for (; list != NULL && list->name != NULL; list++) {
    if (list->text == NULL) return false;
  }
  return true;
}

static bool are_sensible(const lualark_options *options) {
  return options->slice_us > 0 && options->source_bytes > 0 &&
         lualark_share_is_sensible(options->share_percent, 0) &&
         have_texts(options->modules);
}

// -------------------------------------------------------------- open and close

static bool copy_module_path(lualark_engine *engine) {
  if (engine->options.module_path == NULL) return true;
  engine->module_path = strdup(engine->options.module_path);
  engine->options.module_path = engine->module_path;
  return engine->module_path != NULL;
}

static bool open_scripts(lualark_engine *engine) {
  struct scripts *scripts = &engine->scripts;
  bool sandbox = engine->options.sandbox;
  int release = lualark_release();
  scripts->engine = engine;
  scripts->knows_collector =
      release >= LUALARK_SANDBOX_FROM && release <= LUALARK_SANDBOX_TO;
  scripts->options = &engine->options;
  scripts->kind = sandbox ? &lualark_sandbox_kind : &lualark_trusted_kind;
  scripts->host = &lualark_scheduler_host;
  scripts->functions = &engine->functions;
  scripts->data = &engine->data;
  scripts->on_ready = lualark_descriptor_on_ready;
  if (!sandbox) return true;
  scripts->locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
  return scripts->locale != (locale_t)0;
}

static lark_status open_parts(lualark_engine *engine) {
  engine->store = lark_store_memory(&engine->options.allocator);
  if (engine->store == NULL || !copy_module_path(engine) ||
      !open_scripts(engine))
    return LARK_ENOMEM;
  lark_status status =
      lualark_preempt_open(&engine->scripts.preempt,
                           engine->options.preempt_signal, lualark_watch_hook);
  if (status != LARK_OK) return status;
  status = lualark_descriptor_open(engine);
  return status == LARK_OK ? lualark_shared_clients_open(engine) : status;
}

static void destroy(lualark_engine *engine) {
  struct scripts *scripts = &engine->scripts;
  lualark_attach_close(engine->debugger);
  lualark_shared_clients_close(engine, true);
  lualark_graveyard_clear(scripts);
  lualark_mailbox_close(&engine->mailbox);
  lark_text_clear(&engine->page);
  lualark_host_functions_clear(&engine->functions);
  lualark_data_clear(&engine->data);
  lualark_encoder_clear(&scripts->lender);
  lark_slots_clear(&scripts->by_id);
  lark_timers_clear(&scripts->timers);
  if (scripts->locale != (locale_t)0) freelocale(scripts->locale);
  lark_store_release(engine->store);
  lualark_descriptor_close(engine);
  lualark_preempt_close(&scripts->preempt);
  lualark_sampler_free(scripts->sampler);
  free(engine->module_path);
  free(engine);
}

lark_status lualark_open(const lualark_options *options, lualark_engine **out) {
  *out = NULL;
  lualark_engine *engine = calloc(1, sizeof *engine);
  if (engine == NULL) return LARK_ENOMEM;
  engine->fds.epoll = engine->fds.wakeup = engine->fds.timer = -1;
  take_options(engine, options);
  lualark_mailbox_open(&engine->mailbox, engine->options.posts_waiting,
                       engine->options.posts_bytes);
  lark_status status =
      are_sensible(&engine->options) ? open_parts(engine) : LARK_EINVAL;
  if (status == LARK_OK)
    *out = engine;
  else
    destroy(engine);
  return status;
}

static struct report *next_report(struct scripts *scripts) {
  lark_link *first = scripts->ended.first;
  if (first != NULL) lark_queue_remove(first);
  return (struct report *)(void *)first;
}

void lualark_open_report(lualark_engine *engine) {
  const lualark_options *options = &engine->options;
  struct report *report = NULL;
  while ((report = next_report(&engine->scripts)) != NULL) {
    lualark_attach_finished(engine->debugger, report->end.script);
    if (options->exit != NULL)
      options->exit(options->user, engine, &report->end);
    lualark_report_free(report);
  }
}

void lualark_open_enter(lualark_engine *engine) {
  engine->depth++;
}

// No script is running.
static void end_all(lualark_engine *engine) {
  lark_link *link = engine->scripts.all.last;
  while (link != NULL) {
    lark_link *next = link->previous;
    lualark_ending_order(lualark_scripts_of(link), LARK_ECANCELLED,
                         "the engine was closed");
    link = next;
  }
}

void lualark_open_leave(lualark_engine *engine) {
  if (--engine->depth > 0 || !engine->closing) return;
  engine->depth++; // a close inside these last callbacks changes nothing
  end_all(engine);
  lualark_open_report(engine);
  destroy(engine);
}

void lualark_close(lualark_engine *engine) {
  if (engine == NULL) return;
  lualark_open_enter(engine);
  engine->closing = true;
  lualark_attach_let_go(engine->debugger);
  struct script *running = engine->scripts.running;
  if (running != NULL)
    lualark_verdict_record(running, LARK_ECANCELLED, "the engine was closed");
  lualark_open_leave(engine);
}

const char *lualark_preempt_trouble(const lualark_engine *engine) {
  return engine->scripts.preempt.trouble;
}
