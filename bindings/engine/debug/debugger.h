// SPDX-License-Identifier: MIT

/// A debugger: one client of the Debug Adapter Protocol, and what it knows of
/// the scripts of an engine.
///
///     channel.c   bytes <-> messages
///     serve.c     takes messages, and gives each to
///     protocol.c  the protocol's logic in Lua (lua/), in a
///     state
///                 of its own, which calls primitives:
///         place.c, variables.c, evaluate.c   what scripts hold
///         step.c                             when to stop next
///     stop.c      holds a script, and serves the client meanwhile
///     lines.c     what the hook asks before each line
///
/// Nothing of a script's is kept between two stops but strings. Errors never
/// cross between the two states: what may raise in a script's state runs there
/// in a protected call, and its values are copied when it has returned.
#ifndef LUALARK_DEBUGGER_H
#define LUALARK_DEBUGGER_H

#include "channel.h"
#include "debugging.h"
#include "lark_json.h"
#include "scripts.h"
#include "texts.h"

/// The engine gives these.
typedef struct lualark_debugger_host {
  /// Watches a descriptor for reading, and for writing, too, if `writes`; no
  /// more if neither.
  void (*watch)(lualark_engine *engine, int fd, bool reads, bool writes);
  lualark_engine *engine;
  /// Called each 10 ms or so while scripts are stopped. NULL: nobody is.
  void (*idle)(void *user, lualark_engine *engine);
  void *user;
} lualark_debugger_host;

typedef enum lualark_step_mode {
  STEP_NONE,
  STEP_IN,
  STEP_OVER,
  STEP_OUT
} lualark_step_mode;

enum { LINE_BITS = 4096 };

typedef struct lualark_debugger {
  lualark_debugging base; ///< first, so that the one is the other
  struct scripts *scripts;
  lualark_debugger_host host;
  lualark_channel channel;
  lua_State *D;        ///< the protocol's; NULL: there is no client
  bool attached;       ///< the client has introduced itself
  bool ready;          ///< and has set its breakpoints
  bool broken;         ///< it is to be dropped
  bool leaving;        ///< it wants to leave
  bool killing;        ///< and the scripts to end
  bool writes;         ///< its descriptor is watched for writing
  unsigned text_count; ///< of chunks, in D
  uint64_t next_look_us;
  uint64_t next_idle_us;
  uint64_t owed_us;          ///< that limits are still to be moved by
  lark_text page;            ///< text on its way into D
  lualark_debug_text *texts; ///< of programs

  /// step.c
  struct {
    lualark_step_mode mode;
    lualark_script script;
    uint64_t task;
    lua_State *thread; ///< kept alive by its state
    int depth;
    const void *function; ///< of the frame where it began
    bool is_tail;         ///< that was called in place of another
  } step;
  bool pausing;  ///< the next line stops
  bool entering; ///< likewise, since the client wants the first one
  uint64_t lines[LINE_BITS / 64]; ///< lines with a breakpoint, by their number
  bool has_lines;

  /// stop.c: what is stopped, or looked at.
  struct {
    struct script *script; ///< NULL: nothing is
    lua_State *L;          ///< that runs; NULL: none, it is between two turns
    uint64_t task;         ///< its number; 0: outside of tasks
    lua_State *failed;     ///< the coroutine that failed; NULL: none
    bool resumed;
    bool was_held; ///< other scripts may have been looked at, too
    bool held;     ///< the client was told
    bool collects; ///< the collector ran before, and does so again afterwards
  } stop;
  uint64_t generation; ///< of stops: what was known in one is not in the next

  /// evaluate.c
  struct {
    uint64_t due_us, next_look_us;
    uint32_t most_ms;
  } evaluation;
} lualark_debugger;

/// The debugger of the protocol's state.
static inline lualark_debugger *lualark_debugger_of(lua_State *D) {
  return *(lualark_debugger **)lua_getextraspace(D);
}

#endif
