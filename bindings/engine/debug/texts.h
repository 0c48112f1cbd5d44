// SPDX-License-Identifier: MIT

/// The texts of programs, kept while debugging is set, for clients that have no
/// file of that name.
#ifndef LUALARK_DEBUG_TEXTS_H
#define LUALARK_DEBUG_TEXTS_H

#include "scripts.h"

typedef struct lualark_debug_text {
  struct lualark_debug_text *next;
  lualark_script script;
  char *name;
  size_t bytes;
  char text[];
} lualark_debug_text;

/// Keeps a text; without memory it is not kept. Those of scripts that have
/// ended go.
void lualark_texts_keep(lualark_debug_text **list, const struct scripts *all,
                        lualark_script script, const char *name,
                        const char *text, size_t bytes);

/// The newest text of that name: a program's, or a module's of the host's.
/// NULL: there is none.
const char *lualark_texts_find(const lualark_debug_text *list,
                               const struct scripts *all, const char *name,
                               size_t *bytes);

void lualark_texts_clear(lualark_debug_text **list);

#endif
