// SPDX-License-Identifier: MIT

/// The command line, read with getopt_long: commands declare their options.
#ifndef ARGUMENTS_H
#define ARGUMENTS_H

#include <lua.h>

/// The words that main() got. getopt_long reorders them.
typedef struct arguments {
  int count;
  char **words;
} arguments;

/// Pushes a function that reads `given`, which outlives the state:
///
///   parse(options, options_first, skipped)
///
///   options        a list of { name=, argument= }; see lua/options.lua
///   options_first  true: what stands behind the first argument is no option
///   skipped        how many words to leave out, up to the command's name; 0
///
/// It returns { options = { name = value or true }, rest = { word... } }, and
/// with options_first as `before` how many words come before the rest. Nothing
/// is said where a word makes no sense; the first such word gives the result
///
///   mistake  "unknown" (or ambiguous), "letter" (an unknown short option),
///            "missing" (its argument) or "unwanted" (its argument)
///   word     the word as it stands, the letter, or the option's name
void arguments_push_parser(lua_State *L, arguments *given);

#endif
