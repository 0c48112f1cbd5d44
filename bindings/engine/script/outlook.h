// SPDX-License-Identifier: MIT

/// Tells people what a script does right now: its tasks, what each waits for,
/// and where.
#ifndef LUALARK_OUTLOOK_H
#define LUALARK_OUTLOOK_H

#include "script.h"

/// Its state in one word.
const char *lualark_outlook_word(const struct script *script);

/// Adds it to the text, in lines. Runs no Lua, and takes no memory of the
/// script's.
void lualark_outlook_write(const struct script *script, lark_text *text);

#endif
