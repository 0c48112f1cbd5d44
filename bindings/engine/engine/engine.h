// SPDX-License-Identifier: MIT

/// An engine: scripts, the clients that they share, and the descriptors by
/// which the host's loop learns that there is work.
///
/// A script is a Lua state with the binding's scheduler in it. Where lark.run()
/// would drive the loop, the engine does: it steps the clients, fires timers,
/// and gives each script that has work a slice.
#ifndef LUALARK_ENGINE_H
#define LUALARK_ENGINE_H

#include "data.h"
#include "figures.h"
#include "host_functions.h"
#include "index.h"
#include "lualark.h"
#include "mailbox.h"
#include "scripts.h"

struct lualark_debugger;

struct lualark_engine {
  lualark_options options;
  char *module_path; ///< the options' is a copy
  struct scripts scripts;
  host_functions functions;
  engine_data data; ///< set_data.c
  /// shared_clients.c
  struct {
    lark_queue all, unused, touched;
    lark_index by_key, by_core;
    lark_timers dues;
  } clients;
  lark_store *store;                 ///< of the clients
  lualark_mailbox mailbox;           ///< mailbox.c
  lualark_figures_steps steps;       ///< step.c
  struct lualark_debugger *debugger; ///< debugging.c; NULL: none
  lark_text page;                    ///< look.c: what the host asked for last
  bool stepping;
  bool closing;
  unsigned depth; ///< public functions that may run callbacks, nested
  char last_error[256];

  /// descriptor.c; -1 where there is none.
  struct {
    int epoll, wakeup;
    int timer;         ///< -1 until the host asks for the descriptor
    uint64_t timer_us; ///< what the timer is set to; 0: not set
  } fds;
};

/// Keeps why a function failed; returns `status`.
lark_status lualark_engine_fail(lualark_engine *engine, lark_status status,
                                const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/// Ends the page that the host asked for: its text, and in `*bytes`, unless
/// NULL, its length. NULL where memory lacks.
const char *lualark_engine_end_page(lualark_engine *engine, size_t *bytes);

#endif
