// SPDX-License-Identifier: MIT
#include "arguments.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

// One command's options. A `+` stops at the first argument that is no option:
// what follows belongs to the script.
typedef struct command {
  const char *name;
  const char *order;
  const struct option *options;
} command;

static const struct option run_options[] = {
    {"format", required_argument, NULL, 0},
    {"output", required_argument, NULL, 0},
    {"record", required_argument, NULL, 0},
    {"replay", required_argument, NULL, 0},
    {"max-age", required_argument, NULL, 0},
    {"sandbox", no_argument, NULL, 0},
    {"memory", required_argument, NULL, 0},
    {"time", required_argument, NULL, 0},
    {"instructions", required_argument, NULL, 0},
    {"verbose", no_argument, NULL, 0},
    {"help", no_argument, NULL, 0},
    {NULL, 0, NULL, 0},
};

static const struct option call_options[] = {
    {"format", required_argument, NULL, 0},
    {"output", required_argument, NULL, 0},
    {"record", required_argument, NULL, 0},
    {"replay", required_argument, NULL, 0},
    {"max-age", required_argument, NULL, 0},
    {"all", no_argument, NULL, 0},
    {"dry-run", no_argument, NULL, 0},
    {"verbose", no_argument, NULL, 0},
    {"help", no_argument, NULL, 0},
    {NULL, 0, NULL, 0},
};

static const struct option schema_options[] = {
    {"format", required_argument, NULL, 0},
    {"help", no_argument, NULL, 0},
    {NULL, 0, NULL, 0},
};

static const struct option doctor_options[] = {
    {"format", required_argument, NULL, 0},
    {"output", required_argument, NULL, 0},
    {"verbose", no_argument, NULL, 0},
    {"help", no_argument, NULL, 0},
    {NULL, 0, NULL, 0},
};

static const struct option repl_options[] = {
    {"verbose", no_argument, NULL, 0},
    {"help", no_argument, NULL, 0},
    {NULL, 0, NULL, 0},
};

static const struct option explain_options[] = {
    {"help", no_argument, NULL, 0},
    {NULL, 0, NULL, 0},
};

static const struct option general_options[] = {
    {"help", no_argument, NULL, 0},
    {"version", no_argument, NULL, 0},
    {NULL, 0, NULL, 0},
};

static const command commands[] = {
    {"run", "+", run_options},      {"call", "", call_options},
    {"schema", "", schema_options}, {"doctor", "", doctor_options},
    {"repl", "", repl_options},     {"explain", "", explain_options},
};

static const command general = {NULL, "+", general_options};

// The command that argv[1] names; else the options that need none.
static const command *command_of(int argc, char **argv) {
  for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
    if (argc > 1 && strcmp(argv[1], commands[i].name) == 0) return &commands[i];
  }
  return &general;
}

bool arguments_parse(int argc, char **argv, arguments *out) {
  const command *chosen = command_of(argc, argv);
  memset(out, 0, sizeof *out);
  if (chosen != &general) {
    // getopt names argv[0] in its messages.
    out->command = chosen->name;
    argv[1] = argv[0];
    argv++, argc--;
  }
  int index = 0;
  int found = 0;
  while ((found = getopt_long(argc, argv, chosen->order, chosen->options,
                              &index)) == 0) {
    if (out->option_count == ARGUMENTS_MOST_OPTIONS) {
      fputs("lualark: too many options\n", stderr);
      return false;
    }
    out->options[out->option_count].name = chosen->options[index].name;
    out->options[out->option_count].value = optarg;
    out->option_count++;
  }
  if (found != -1) {
    fprintf(stderr, "Try: lualark %s%s--help\n",
            out->command ? out->command : "", out->command ? " " : "");
    return false;
  }
  out->rest = argv + optind;
  out->rest_count = argc - optind;
  return true;
}

void arguments_push(lua_State *L, const arguments *given) {
  lua_createtable(L, 0, 3);
  lua_pushstring(L, given->command);
  lua_setfield(L, -2, "command");
  lua_newtable(L);
  for (int i = 0; i < given->option_count; i++) {
    if (given->options[i].value != NULL)
      lua_pushstring(L, given->options[i].value);
    else
      lua_pushboolean(L, 1);
    lua_setfield(L, -2, given->options[i].name);
  }
  lua_setfield(L, -2, "options");
  lua_createtable(L, given->rest_count, 0);
  for (int i = 0; i < given->rest_count; i++) {
    lua_pushstring(L, given->rest[i]);
    lua_rawseti(L, -2, i + 1);
  }
  lua_setfield(L, -2, "rest");
}
