// SPDX-License-Identifier: MIT
#include "document.h"

#include "charge.h"

enum {
  STEPS_A_PARSE = 20,
  BYTES_A_STEP = 128,
};

// The most that simdjson takes for a text while its document lives.
enum { BYTES_A_BYTE = 14, BYTES_AT_LEAST = 1024 };

// A spare of up to this size makes the next text cheap to parse. A script of an
// engine keeps none, for it would count against the script's memory.
enum { SPARE_BYTES = 65536 };

static void release_document(lualark_native *native) {
  lualark_document *document = (lualark_document *)native;
  lark_document_free(document->parsed);
  lualark_charge_return(native->state, document->charged);
  document->parsed = NULL;
  document->charged = 0;
}

// Pushes the spare, or a new document. The state loses a spare that is in
// use where an error would leave too much memory in it until the next text: if
// that text is long, or the script's memory is counted.
static lualark_document *take(lua_State *L, size_t length) {
  lualark_state_push_kept(L, LUALARK_KEPT_DOCUMENT);
  lualark_document *document = lualark_native_at(L, -1);
  bool has_spare = document != NULL && !document->in_use &&
                   !lualark_native_is_released(&document->native);
  if (!has_spare) {
    lua_pop(L, 1);
    document = lualark_native_push(L, lualark_state_get(L), sizeof *document,
                                   release_document);
    document->is_hidden = true;
  }
  bool hides = document->native.state->host != NULL || length > SPARE_BYTES;
  if (has_spare && hides) {
    lua_pushnil(L);
    lualark_state_keep(L, LUALARK_KEPT_DOCUMENT);
    document->is_hidden = true;
  }
  document->in_use = true;
  return document;
}

static bool is_worth_keeping(const lualark_document *document) {
  return document->native.state->host == NULL && document->parsed != NULL &&
         lark_document_capacity(document->parsed) <= SPARE_BYTES;
}

void lualark_document_give_back(lua_State *L, int index) {
  lualark_document *document = lualark_native_at(L, index);
  if (!is_worth_keeping(document)) release_document(&document->native);
  document->in_use = false;
  if (!document->is_hidden) return;
  document->is_hidden = false;
  lua_pushvalue(L, index);
  lualark_state_keep(L, LUALARK_KEPT_DOCUMENT);
}

bool lualark_document_parse(lua_State *L, const char *text, size_t length,
                            const char **why) {
  luaL_checkstack(L, 4, "a document");
  lualark_document *document = take(L, length);
  lualark_state *state = document->native.state;
  size_t bytes = length * BYTES_A_BYTE + BYTES_AT_LEAST;
  lualark_charge_add(L, state, bytes);
  document->charged = bytes;
  state->steps += STEPS_A_PARSE + (uint32_t)(length / BYTES_A_STEP);
  lark_status status =
      document->parsed != NULL
          ? lark_document_reuse(document->parsed, text, length, why)
          : lark_document_parse(text, length, &document->parsed, why);
  if (status == LARK_OK) return true;
  lualark_document_give_back(L, lua_gettop(L));
  lua_pop(L, 1);
  if (status == LARK_ENOMEM) lualark_charge_starve(L);
  return false;
}
