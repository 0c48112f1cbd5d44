// SPDX-License-Identifier: MIT
#include "texts.h"

#include <stdlib.h>
#include <string.h>

static void free_text(lualark_debug_text *text) {
  free(text->name);
  free(text);
}

static void drop_ended(lualark_debug_text **list, const struct scripts *all) {
  while (*list != NULL) {
    lualark_debug_text *text = *list;
    if (lualark_scripts_find(all, text->script) != NULL) {
      list = &text->next;
      continue;
    }
    *list = text->next;
    free_text(text);
  }
}

void lualark_texts_keep(lualark_debug_text **list, const struct scripts *all,
                        lualark_script script, const char *name,
                        const char *text, size_t bytes) {
  drop_ended(list, all);
  lualark_debug_text *kept = malloc(sizeof *kept + bytes);
  char *copy = strdup(name);
  if (kept == NULL || copy == NULL) {
    free(kept);
    free(copy);
    return;
  }
  *kept = (lualark_debug_text){*list, script, copy, bytes};
  memcpy(kept->text, text, bytes);
  *list = kept;
}

const char *lualark_texts_find(const lualark_debug_text *list,
                               const struct scripts *all, const char *name,
                               size_t *bytes) {
  for (; list != NULL; list = list->next) {
    if (strcmp(list->name, name) != 0) continue;
    *bytes = list->bytes;
    return list->text;
  }
  const lualark_module *module = all->options->modules;
  for (; module != NULL && module->name != NULL; module++) {
    if (strcmp(module->name, name) != 0) continue;
    *bytes = module->text_bytes > 0 ? module->text_bytes : strlen(module->text);
    return module->text;
  }
  return NULL;
}

void lualark_texts_clear(lualark_debug_text **list) {
  while (*list != NULL) {
    lualark_debug_text *text = *list;
    *list = text->next;
    free_text(text);
  }
}
