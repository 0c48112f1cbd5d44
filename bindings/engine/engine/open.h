// SPDX-License-Identifier: MIT

/// How an engine opens and closes, and what has to wait for its closing.
#ifndef LUALARK_ENGINE_OPEN_H
#define LUALARK_ENGINE_OPEN_H

#include "engine.h"

/// Public functions that may run callbacks stand between these two: a close
/// inside one takes effect when the outermost leaves, which frees the engine.
void lualark_open_enter(lualark_engine *engine);
void lualark_open_leave(lualark_engine *engine);

/// Calls the exit callback for the scripts that have ended.
void lualark_open_report(lualark_engine *engine);

#endif
