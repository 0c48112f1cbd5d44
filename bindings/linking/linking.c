// SPDX-License-Identifier: MIT

// Compiled twice: with LUALARK_HIDES_LUA for libraries that hide their Lua.
#include "linking.h"

#ifndef LUALARK_HIDES_LUA

const bool lualark_linking_is_hidden = false;

#else

#include <stdio.h>

const bool lualark_linking_is_hidden = true;

// The linker leads the streams that Lua uses to these pointers (--wrap), and
// ours to the real ones.
extern FILE *__wrap_stdin, *__wrap_stdout, *__wrap_stderr;
extern FILE *__real_stdin, *__real_stdout, *__real_stderr;

__attribute__((visibility("hidden"))) FILE *__wrap_stdin, *__wrap_stdout,
    *__wrap_stderr;

__attribute__((constructor)) static void set_streams(void) {
  __wrap_stdin = __real_stdin;
  __wrap_stdout = __real_stdout;
  __wrap_stderr = __real_stderr;
}

#endif
