// SPDX-License-Identifier: MIT

/// All scripts of an engine, and what they share.
///
///     all    -> script -> script -> script      every one that has not ended
///     ready  ->           script -> script      those that have work, in turn
///     ended  -> report -> report                ends that the host is to hear
///     graves ->           script -> script      ended ones with memory left
#ifndef LUALARK_SCRIPTS_H
#define LUALARK_SCRIPTS_H

#include <locale.h>

#include "lualark.h"
#include "preempt.h"
#include "queue.h"
#include "scheduler.h"
#include "slots.h"
#include "timer.h"

struct script;
struct script_kind;

/// A function in bytecode that this process has made, for all scripts.
typedef struct lualark_code {
  char bytes[600];
  size_t length; ///< 0: not made yet
} lualark_code;

struct scripts {
  lualark_engine *engine; ///< for the host's callbacks
  const lualark_options *options;
  const struct script_kind *kind;
  const lualark_host *host;         ///< answers what a scheduler asks
  struct host_functions *functions; ///< that scripts may call
  struct engine_data *data;         ///< that scripts may read
  locale_t locale; ///< "C", for sandboxed scripts; 0 if there are none

  /// Called when a script is put into the queue.
  void (*on_ready)(lualark_engine *engine);

  lark_slots by_id;
  lualark_preempt preempt;             ///< the signal that interrupts them
  struct lualark_sampler *sampler;     ///< of their stacks; NULL: none
  struct lualark_debugging *debugging; ///< a debugger is attached; NULL: none
  uint64_t stopped_us;                 ///< how long it has stopped them so far
  lark_queue all, ready, ended;
  lark_queue graves; ///< graveyard.c
  size_t count;
  bool knows_collector; ///< the Lua that runs is one of those of layout.h
  lark_timers timers;   ///< of their sleeps and deadlines

  /// share.c: the time that steps got.
  struct {
    uint64_t us;       ///< in all
    uint64_t began_us; ///< when the last step began,
    uint64_t most_us;  ///< and its budget
  } grants;
  struct script *running;

  lualark_lender lender; ///< of a workspace, for their encoders
  lualark_code finder;   ///< callable.c's, once a script needs it

  /// chance.c: random bytes that nobody has had yet, at the end.
  struct {
    unsigned char bytes[256];
    size_t left;
  } chance;
};

/// The script of a link in `all`.
struct script *lualark_scripts_of(lark_link *link);

/// Walks all scripts: the first, and the one after another; NULL at the end.
struct script *lualark_scripts_first(const struct scripts *all);
struct script *lualark_scripts_after(const struct script *script);

/// The script with this id, or NULL if it has ended.
struct script *lualark_scripts_find(const struct scripts *all,
                                    lualark_script id);

/// Puts a script that has just been filled among all and into the queue.
void lualark_scripts_add(struct script *script);

/// Puts it among all alone. It gets its first turn once it is queued.
void lualark_scripts_add_held(struct script *script);
void lualark_scripts_queue_first(struct script *script);

/// Makes room for a timer, not set yet, and gives it an owner; false if memory
/// lacks.
bool lualark_scripts_take_timer(struct scripts *all, lark_timer *timer,
                                void (*fire)(void *owner, uint64_t now_us),
                                void *owner);

/// Stops a timer that has an owner, and gives its room back.
void lualark_scripts_drop_timer(struct scripts *all, lark_timer *timer);

/// Takes a script that ends out of every list, and its id out of use.
void lualark_scripts_remove(struct script *script);

/// Gives a script its place in the queue: the last one, or the first.
void lualark_scripts_queue(struct script *script, bool first);

/// Takes the script out of the queue whose turn it is; NULL if none is ready.
struct script *lualark_scripts_next(struct scripts *all);

#endif
