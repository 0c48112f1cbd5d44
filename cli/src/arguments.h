// SPDX-License-Identifier: MIT

/// The command line: a command, its options, and what is left.
#ifndef ARGUMENTS_H
#define ARGUMENTS_H

#include <lua.h>
#include <stdbool.h>

enum { ARGUMENTS_MOST_OPTIONS = 16 };

typedef struct arguments {
  const char *command; ///< NULL: none was given
  struct {
    const char *name;  ///< without dashes
    const char *value; ///< NULL: it takes none
  } options[ARGUMENTS_MOST_OPTIONS];
  int option_count;
  char **rest; ///< what follows, `rest_count` of it
  int rest_count;
} arguments;

/// Reads argv; false where it makes no sense, which has been said on stderr.
bool arguments_parse(int argc, char **argv, arguments *out);

/// Pushes { command=, options={name=value or true}, rest={...} }.
void arguments_push(lua_State *L, const arguments *given);

#endif
