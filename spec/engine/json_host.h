// SPDX-License-Identifier: MIT

/// A host for the tests of JSON and grids, which keeps the whole result of a
/// script.
#ifndef JSON_HOST_H
#define JSON_HOST_H

#include "callbacks.h"
#include "check.h"
#include "lualark.h"

#include <stdlib.h>
#include <string.h>

typedef struct host {
  lualark_engine *engine;
  int ends;
  lark_status status;
  char *result, *msg;
  size_t peak_bytes;
} host;

// The string that JSON text holds; NULL if it holds something else.
// The caller frees it.
static inline char *text_of(const char *json) {
  lark_document *document = NULL;
  const char *why = NULL;
  char *text = NULL;
  if (lark_document_parse(json, strlen(json), &document, &why) == LARK_OK)
    text = strdup(lark_json_string(lark_document_root(document), NULL));
  lark_document_free(document);
  return text;
}

static inline void on_exit_(void *user, lualark_engine *engine,
                            const lualark_end *end) {
  host *h = user;
  (void)engine;
  free(h->result);
  free(h->msg);
  h->ends++;
  h->status = end->status;
  h->result = strdup(end->result);
  h->msg = strdup(end->error != NULL ? end->error->msg : "");
  h->peak_bytes = end->usage.peak_bytes;
}

static inline void on_message(void *user, lualark_engine *engine,
                              lualark_script script, const char *name,
                              const char *json, size_t bytes) {
  (void)user, (void)engine, (void)script, (void)name;
  CHECK(strlen(json) == bytes);
}

static inline void open_with(host *h, lualark_options *options) {
  options->exit = on_exit_;
  options->message = on_message;
  options->user = h;
  CHECK(lualark_open(options, &h->engine) == LARK_OK);
  CHECK(lualark_offer(h->engine, "echo", echo, NULL) == LARK_OK);
}

static inline void open_engine(host *h, uint32_t slice_us) {
  lualark_options options;
  lualark_options_init(&options, sizeof options);
  options.slice_us = slice_us;
  open_with(h, &options);
}

static inline void clear(host *h) {
  lualark_close(h->engine);
  free(h->result);
  free(h->msg);
}

static inline lualark_script start(host *h, const char *text,
                                   size_t memory_bytes) {
  lualark_script script = 0;
  lualark_program program = {
      .name = "t", .text = text, .memory_bytes = memory_bytes};
  CHECK(lualark_start(h->engine, &program, &script) == LARK_OK);
  return script;
}

static inline void run(host *h, const char *text, size_t memory_bytes) {
  start(h, text, memory_bytes);
  for (int i = 0; i < 200000 && lualark_scripts(h->engine) > 0; i++)
    lualark_step(h->engine, 500);
  CHECK(lualark_scripts(h->engine) == 0);
  lualark_step(h->engine, 0);
}

#endif
