// SPDX-License-Identifier: MIT

/// A sampling profiler: once in a while, of the time that scripts compute, it
/// notes where they are.
///
/// It looks where the watch looks (watch.h), so that it needs nothing of its
/// own to interrupt a script. The time of a C function that runs for long
/// between two looks counts for the function that called it.
///
/// Stacks are counted as text. The table is bounded, and no script pays for it:
/// what finds no room is counted as "(others)" of its script.
#ifndef LUALARK_SAMPLER_H
#define LUALARK_SAMPLER_H

#include "lark_json.h"
#include "random.h"
#include "script.h"

typedef struct lualark_sampler lualark_sampler;

/// Makes one that takes a sample each `interval_us` or so. NULL where memory
/// lacks.
lualark_sampler *lualark_sampler_new(uint32_t interval_us);
void lualark_sampler_free(lualark_sampler *sampler);

/// Around what a script runs: its time goes on, and stops.
void lualark_sampler_enter(lualark_sampler *sampler);
void lualark_sampler_leave(lualark_sampler *sampler);

/// When the next sample is due, on the clock of lark_now_us().
uint64_t lualark_sampler_due_us(const lualark_sampler *sampler);

/// Notes where the script is, if that is due. `L` is the thread that runs.
void lualark_sampler_look(lualark_sampler *sampler, const struct script *script,
                          lua_State *L, uint64_t now_us);

/// Adds the samples so far: a line for each stack, "script;main
/// chunk (script:1);f (script:3) 12", in the order of the text.
void lualark_sampler_write(const lualark_sampler *sampler, lark_text *text);

#endif
