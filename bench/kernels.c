// SPDX-License-Identifier: MIT

// Runs one kernel of kernels_list.lua as a script of an engine, and prints its
// processor time in seconds and its result.
//
//     bench_kernels trusted|sandbox signal|count|instructions LIST.lua KERNEL
//       [COUNT]
//
// Those of coroutines take a number: how many.
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lualark.h"

static void on_end(void *user, lualark_engine *engine, const lualark_end *end) {
  (void)user, (void)engine;
  if (end->error == NULL) {
    printf("%s\n", end->result);
    return;
  }
  fprintf(stderr, "%s\n%s\n", end->error->msg, end->traceback);
  exit(1);
}

// The list, which ends with "return kernels", and a line that runs one of them.
static char *read_program(const char *path, const char *kernel,
                          const char *count) {
  enum { ROOM = 1 << 16 };
  char *text = calloc(1, ROOM);
  FILE *file = fopen(path, "rb");
  if (text == NULL || file == NULL) exit(1);
  size_t bytes = fread(text, 1, ROOM - 1, file);
  fclose(file);
  char *last = strstr(text, "\nreturn kernels");
  if (last == NULL) exit(1);
  snprintf(last, ROOM - bytes,
           "\nlocal began = os.clock()\nlocal value = kernels.%s(%s)\n"
           "return ('%%.6f %%s'):format(os.clock() - began, value)\n",
           kernel, count);
  return text;
}

int main(int argc, char **argv) {
  if (argc != 5 && argc != 6) {
    fputs("usage: bench_kernels trusted|sandbox signal|count|instructions "
          "LIST.lua KERNEL [COUNT]\n",
          stderr);
    return 2;
  }
  lualark_options options;
  lualark_engine *engine = NULL;
  lualark_options_init(&options, sizeof options);
  options.sandbox = strcmp(argv[1], "sandbox") == 0;
  options.time_ms = 600000;
  options.exit = on_end;
  if (strcmp(argv[2], "signal") == 0) options.preempt_signal = SIGRTMIN + 5;
  if (strcmp(argv[2], "instructions") == 0)
    options.instructions = UINT64_C(1) << 60;
  if (lualark_open(&options, &engine) != LARK_OK) return 1;
  char *text = read_program(argv[3], argv[4], argc == 6 ? argv[5] : "");
  lualark_program program = {.name = "kernel", .text = text};
  if (lualark_start(engine, &program, NULL) != LARK_OK) {
    fprintf(stderr, "%s\n", lualark_last_error(engine));
    return 1;
  }
  while (lualark_scripts(engine) > 0)
    lualark_step(engine, 2000);
  lualark_step(engine, 0); // the end is told
  lualark_close(engine);
  free(text);
}
