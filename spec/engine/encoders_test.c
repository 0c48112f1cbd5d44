// SPDX-License-Identifier: MIT

// Scripts that write JSON at once: an engine lends its workspace to one encoder
// at a time, others have their own, and it comes back whatever becomes of a
// script.
#include "host.h"

typedef struct crowd {
  lualark_engine *engine;
  int done;
  size_t peak_bytes; // of the script that ended last
} crowd;

static void count_done(void *user, lualark_engine *engine,
                       const lualark_end *end) {
  crowd *c = user;
  (void)engine;
  if (end->status == LARK_OK && strcmp(end->result, "true") == 0) c->done++;
  if (end->status == LARK_ESCRIPT) fprintf(stderr, "%s\n", end->error->msg);
  c->peak_bytes = end->usage.peak_bytes;
}

static void open_crowd(crowd *c, uint32_t slice_us) {
  lualark_options options;
  lualark_options_init(&options, sizeof options);
  options.exit = count_done;
  options.user = c;
  options.slice_us = slice_us;
  CHECK(lualark_open(&options, &c->engine) == LARK_OK);
}

static lualark_script begin(crowd *c, const char *text, int number) {
  char arguments[16];
  lualark_script script = 0;
  lualark_program program = {
      .name = "one", .text = text, .arguments = arguments};
  snprintf(arguments, sizeof arguments, "[\"%c\"]", 'a' + number);
  CHECK(lualark_start(c->engine, &program, &script) == LARK_OK);
  return script;
}

static void run_crowd(crowd *c) {
  while (lualark_scripts(c->engine) > 0)
    lualark_step(c->engine, 500);
  lualark_step(c->engine, 0);
}

// In slices so short that they are interrupted while they write.
static void scripts_do_not_disturb_each_other(void) {
  enum { SCRIPTS = 8 };
  static const char text[] =
      "local lark, own = require 'lark', ...\n"
      "local list = {}\n"
      "for i = 1, 200 do\n"
      "  list[i] = { id = own .. i, d = { { { { { { { { { i } } } } } } } } } "
      "}\n"
      "  for k = 1, i % 50 do list[i]['k' .. k] = own .. k end\n"
      "end\n"
      "local first = lark.encode(list)\n"
      "local all = lark.decode(first)\n"
      "for i = 1, 200 do\n"
      "  assert(all[i].id == own .. i and all[i].d[1][1][1][1][1] ~= nil)\n"
      "  for k = 1, i % 50 do assert(all[i]['k' .. k] == own .. k) end\n"
      "end\n"
      "for i = 1, 10 do\n"
      "  assert(not pcall(lark.encode, { list, print }))\n"
      "  assert(lark.encode(list) == first)\n"
      "end\n"
      "return true\n";
  crowd c = {0};
  open_crowd(&c, 1);
  for (int i = 0; i < SCRIPTS; i++)
    begin(&c, text, i);
  run_crowd(&c);
  CHECK(c.done == SCRIPTS);
  lualark_close(c.engine);
}

static const char endless[] = "local lark, list = require 'lark', {}\n"
                              "for i = 1, 20000 do list[i] = { i } end\n"
                              "while true do lark.encode(list) end\n";

static const char small[] =
    "return require 'lark'.encode { 1, 'x' } == '[1,\"x\"]'";

static size_t peak_of_small(crowd *c) {
  begin(c, small, 0);
  run_crowd(c);
  return c->peak_bytes;
}

// The memory of a script tells whether it had to make a workspace of its own.
static void killed_scripts_give_it_back(void) {
  enum { WORKSPACE = 2048 };
  crowd c = {0};
  open_crowd(&c, 1);
  size_t alone = peak_of_small(&c);
  lualark_script script = begin(&c, endless, 0);
  for (int i = 0; i < 5000; i++)
    lualark_step(c.engine, 0);
  size_t beside = 0;
  begin(&c, small, 0);
  while (c.done < 2)
    lualark_step(c.engine, 0);
  beside = c.peak_bytes;
  CHECK(lualark_kill(c.engine, script) == LARK_OK);
  lualark_step(c.engine, 0);
  size_t after = peak_of_small(&c);
  CHECK(c.done == 3);
  CHECK(beside >= alone + WORKSPACE);
  CHECK(after < alone + WORKSPACE);
  lualark_close(c.engine);
}

int main(void) {
  scripts_do_not_disturb_each_other();
  killed_scripts_give_it_back();
  return check_failures();
}
