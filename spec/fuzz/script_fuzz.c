// SPDX-License-Identifier: MIT

// Scripts assembled from library calls, in a sandbox with small limits: each
// must end, within its memory, and touch no memory that is not its own.
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "callbacks.h"
#include "lualark.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
  MEMORY = 2 << 20,
  TIME_MS = 60,
  MOST_LATE_US = 200000, // under sanitizers, beside other work
  VARIABLES = 6,
  DEEPEST = 5
};

typedef struct writer {
  const uint8_t *data;
  size_t left;
  char text[32 << 10];
  size_t length;
  int depth;
} writer;

static unsigned pick(writer *w, unsigned count) {
  if (w->left == 0) return 0;
  w->left--;
  return *w->data++ % count;
}

__attribute__((format(printf, 2, 3))) static void put(writer *w,
                                                      const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int more = vsnprintf(w->text + w->length, sizeof w->text - w->length, format,
                       arguments);
  va_end(arguments);
  if (more > 0 && w->length + (size_t)more < sizeof w->text)
    w->length += (size_t)more;
  w->text[w->length] = '\0';
}

#define PICK(w, list) ((list)[pick(w, sizeof(list) / sizeof(list)[0])])

static const char *const functions[] = {"assert",
                                        "collectgarbage",
                                        "error",
                                        "getmetatable",
                                        "ipairs",
                                        "load",
                                        "next",
                                        "pairs",
                                        "pcall",
                                        "print",
                                        "rawequal",
                                        "rawget",
                                        "rawlen",
                                        "rawset",
                                        "require",
                                        "select",
                                        "setmetatable",
                                        "tonumber",
                                        "tostring",
                                        "type",
                                        "warn",
                                        "xpcall",
                                        "coroutine.close",
                                        "coroutine.create",
                                        "coroutine.isyieldable",
                                        "coroutine.resume",
                                        "coroutine.running",
                                        "coroutine.status",
                                        "coroutine.wrap",
                                        "coroutine.yield",
                                        "math.abs",
                                        "math.floor",
                                        "math.fmod",
                                        "math.max",
                                        "math.random",
                                        "math.tointeger",
                                        "math.ult",
                                        "os.clock",
                                        "os.date",
                                        "os.time",
                                        "string.byte",
                                        "string.char",
                                        "string.find",
                                        "string.format",
                                        "string.gmatch",
                                        "string.gsub",
                                        "string.len",
                                        "string.lower",
                                        "string.match",
                                        "string.pack",
                                        "string.packsize",
                                        "string.rep",
                                        "string.reverse",
                                        "string.sub",
                                        "string.unpack",
                                        "string.upper",
                                        "table.concat",
                                        "table.insert",
                                        "table.move",
                                        "table.pack",
                                        "table.remove",
                                        "table.sort",
                                        "table.unpack",
                                        "utf8.char",
                                        "utf8.codepoint",
                                        "utf8.codes",
                                        "utf8.len",
                                        "utf8.offset",
                                        "lark.array",
                                        "lark.client",
                                        "lark.decode",
                                        "lark.encode",
                                        "lark.map",
                                        "lark.on",
                                        "lark.run",
                                        "lark.schema",
                                        "lark.send",
                                        "lark.sleep",
                                        "lark.spawn",
                                        "host.echo",
                                        "(function(f, ...) return f(...) end)"};

static const char *const values[] = {"nil",
                                     "true",
                                     "false",
                                     "0",
                                     "1",
                                     "-1",
                                     "7",
                                     "0.5",
                                     "-0.0",
                                     "1e308",
                                     "1 / 0",
                                     "0 / 0",
                                     "math.maxinteger",
                                     "math.mininteger",
                                     "1 << 40",
                                     "''",
                                     "'a'",
                                     "'k'",
                                     "'x y,z'",
                                     "'%'",
                                     "'%d'",
                                     "'(a*(.)%w(%s*))'",
                                     "'.-.-.-x'",
                                     "'^%a+$'",
                                     "'[%a_]*'",
                                     "'%f[%w]%w+'",
                                     "'%b()'",
                                     "'%99.99f'",
                                     "'%q'",
                                     "'s4z!8i7'",
                                     "'\\0\\255'",
                                     "'[1,{\"a\":[]}]'",
                                     "'return 1'",
                                     "'goto a ::a::'",
                                     "('ab'):rep(5000)",
                                     "(' '):rep(60000)",
                                     "('\\0'):rep(30000)",
                                     "{}",
                                     "{ 1, 2, 3 }",
                                     "{ a = 1, b = { 2 } }",
                                     "{ __index = print }",
                                     "{ __mode = 'k' }",
                                     "{ __gc = print }",
                                     "lark.null",
                                     "lark.array {}",
                                     "_G",
                                     "_ENV",
                                     "string",
                                     "arg",
                                     "...",
                                     "table.unpack(v1)"};

static void put_expression(writer *w);

static void put_function(writer *w);

static void put_call(writer *w) {
  put(w, "%s(", PICK(w, functions));
  unsigned count = pick(w, 5);
  for (unsigned i = 0; i < count; i++) {
    if (i > 0) put(w, ", ");
    put_expression(w);
  }
  put(w, ")");
}

static void put_expression(writer *w) {
  static const char *const binary[] = {"..", "+", "-",  "*",  "//",  "%", "<",
                                       "==", "&", "<<", "or", "and", "^"};
  unsigned kind = w->depth >= DEEPEST ? pick(w, 3) : pick(w, 8);
  w->depth++;
  switch (kind) {
  case 0: put(w, "v%u", pick(w, VARIABLES)); break;
  case 1: put(w, "%s", PICK(w, functions)); break;
  case 2: put(w, "%s", PICK(w, values)); break;
  case 3:
    put(w, "(");
    put_expression(w);
    put(w, " %s ", PICK(w, binary));
    put_expression(w);
    put(w, ")");
    break;
  case 4: put_function(w); break;
  case 5:
    put(w, "setmetatable({}, { %s = ",
        PICK(w, ((const char *const[]){"__index", "__newindex", "__call",
                                       "__len", "__eq", "__lt", "__concat",
                                       "__close", "__tostring", "__name",
                                       "__pairs", "__metatable"})));
    put_expression(w);
    put(w, " })");
    break;
  case 6:
    put(w, "v%u[", pick(w, VARIABLES));
    put_expression(w);
    put(w, "]");
    break;
  default: put_call(w); break;
  }
  w->depth--;
}

static void put_statement(writer *w) {
  unsigned kind = w->depth >= DEEPEST ? pick(w, 3) : pick(w, 9);
  w->depth++;
  switch (kind) {
  case 0:
    put(w, "v%u = ", pick(w, VARIABLES));
    put_expression(w);
    break;
  case 1:
    put(w, "pcall(");
    put_expression(w);
    put(w, ", ");
    put_expression(w);
    put(w, ")");
    break;
  case 2:
    put(w, "pcall(function(...) v%u = ", pick(w, VARIABLES));
    put_call(w);
    put(w, " end)");
    break;
  case 3:
    put(w, "for i = 1, %u do ", 1u << pick(w, 20));
    put_statement(w);
    put(w, "end");
    break;
  case 4:
    put(w, "while true do ");
    put_statement(w);
    put(w, "end");
    break;
  case 5:
    put(w, "lark.spawn(");
    put_function(w);
    put(w, ")");
    break;
  case 6:
    put(w, "coroutine.wrap(");
    put_function(w);
    put(w, ")()");
    break;
  case 7:
    put(w, "pcall(function() local x <close> = setmetatable({}, { __close = ");
    put_function(w);
    put(w, " }) ");
    put_statement(w);
    put(w, "end)");
    break;
  default:
    put(w, "v%u[", pick(w, VARIABLES));
    put_expression(w);
    put(w, "] = ");
    put_expression(w);
    break;
  }
  put(w, "\n");
  w->depth--;
}

static void put_function(writer *w) {
  put(w, "function(...) ");
  put_statement(w);
  put(w, "return ...\nend");
}

// ----------------------------------------------------------------------- host

static bool ended;
static lualark_end end_of_it;

static void on_exit_(void *user, lualark_engine *engine,
                     const lualark_end *end) {
  (void)user, (void)engine;
  ended = true;
  end_of_it = *end;
}

static lualark_engine *open_engine(void) {
  lualark_options options;
  lualark_engine *engine = NULL;
  lualark_options_init(&options, sizeof options);
  options.sandbox = true;
  options.memory_bytes = MEMORY;
  options.time_ms = TIME_MS;
  options.exit = on_exit_;
  options.message = drop_message;
  if (lualark_open(&options, &engine) != LARK_OK) abort();
  lualark_offer(engine, "echo", echo, NULL);
  return engine;
}

static double cpu_us(void) {
  struct timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static void require(bool holds, const char *what, const writer *w) {
  if (holds) return;
  fprintf(stderr, "%s:\n%s\n", what, w->text);
  abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static lualark_engine *engine;
  static writer w;
  if (engine == NULL) engine = open_engine();
  w = (writer){.data = data, .left = size};
  put(&w, "local lark = require 'lark'\nlocal v0, v1, v2, v3, v4, v5 = "
          "{}, { 1, 'b', {} }, 'text', 3, print, {}\narg = { 'one' }\n");
  while (w.left > 0 && w.length < sizeof w.text / 2)
    put_statement(&w);

  ended = false;
  double started_us = cpu_us();
  double step_us = started_us;
  if (lualark_start(engine, &(lualark_program){.text = w.text}, NULL) !=
      LARK_OK)
    return 0; // a goto without its label, or too deep
  for (bool last = false; !ended; last = true) {
    if (last && lualark_timeout_ms(engine) != 0) lualark_wait(engine, 5);
    step_us = cpu_us();
    lualark_step(engine, 1000);
  }
  require(cpu_us() - step_us < MOST_LATE_US, "a step took long", &w);
  require(end_of_it.usage.peak_bytes <= MEMORY, "it had more memory", &w);
  return 0;
}
