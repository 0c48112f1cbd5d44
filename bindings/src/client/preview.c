// SPDX-License-Identifier: MIT
#include "preview.h"

#include <lauxlib.h>

#include "endpoint.h"
#include "error.h"
#include "native.h"
#include "params.h"
#include "request_read.h"

typedef struct preview {
  lualark_native native;
  lark_text url, body;
  lark_result *why;
} preview;

static void free_preview(lualark_native *native) {
  preview *shown = (preview *)native;
  lark_text_clear(&shown->url);
  lark_text_clear(&shown->body);
  lark_result_free(shown->why);
  shown->why = NULL;
}

// Its texts take the state's own memory, so that they count against a script's
// limit.
static preview *push_preview(lua_State *L) {
  lark_allocator states;
  states.resize = lua_getallocf(L, &states.user);
  preview *shown =
      lualark_native_push(L, lualark_state_get(L), sizeof *shown, free_preview);
  lark_text_init(&shown->url, &states);
  lark_text_init(&shown->body, &states);
  return shown;
}

// Pushes what is shown as { method=, path=, body= }, or nil and why not.
static int return_preview(lua_State *L, preview *shown, lark_status status,
                          const char *method) {
  if (status != LARK_OK && shown->why == NULL)
    return luaL_error(L, "not enough memory");
  // At once: the collector sees a few bytes of it.
  if (status != LARK_OK) {
    int count = lualark_error_return(L, lark_result_error(shown->why));
    free_preview(&shown->native);
    return count;
  }

  lua_createtable(L, 0, 3);
  lua_pushstring(L, method);
  lua_setfield(L, -2, "method");
  lua_pushlstring(L, shown->url.bytes, shown->url.length_bytes);
  lua_setfield(L, -2, "path");
  if (shown->body.length_bytes > 0) {
    lua_pushlstring(L, shown->body.bytes, shown->body.length_bytes);
    lua_setfield(L, -2, "body");
  }
  free_preview(&shown->native);
  return 1;
}

int lualark_preview_endpoint(lua_State *L, const lark_endpoint *endpoint,
                             int index) {
  lualark_params params;
  if (!lualark_params_read(L, index, endpoint, &params)) return 2;
  preview *shown = push_preview(L);
  lark_status status =
      lark_preview_endpoint(endpoint, params.list, params.count, &shown->url,
                            &shown->body, &shown->why);
  return return_preview(L, shown, status, endpoint->method);
}

int lualark_preview_request(lua_State *L) {
  lark_request request;
  if (!lualark_request_read(L, &request)) return 2;
  preview *shown = push_preview(L);
  lark_status status =
      lark_preview_request(&request, &shown->url, &shown->body, &shown->why);
  return return_preview(L, shown, status, request.method);
}

// Index 1 names an endpoint that is not known: says so.
static int show_unknown(lua_State *L, const char *name) {
  preview *shown = push_preview(L);
  lark_status status =
      lark_preview(name, NULL, 0, &shown->url, &shown->body, &shown->why);
  return return_preview(L, shown, status, NULL);
}

// Index 1 names an endpoint, 2 are its parameters.
static int show_endpoint(lua_State *L) {
  const char *name = luaL_checkstring(L, 1);
  const lark_endpoint *endpoint = lualark_endpoint_known(L, name);
  lua_settop(L, 2);
  return endpoint != NULL ? lualark_preview_endpoint(L, endpoint, 2)
                          : show_unknown(L, name);
}

// Index 1 is a request, and has its parameters within.
static int show_request(lua_State *L) {
  luaL_argcheck(L, lua_isnoneornil(L, 2), 2,
                "a request has its parameters within");
  lua_settop(L, 1);
  lua_pushvalue(L, 1); // a request is read at index 2
  return lualark_preview_request(L);
}

/// lark.preview(endpoint, params): what a call would send, as { method=, path=,
/// body= }, or nil and an error. Instead of an endpoint's name there may be a
/// table as for client:request; then params is nil. Sends nothing, and needs no
/// client.
static int show(lua_State *L) {
  return lua_istable(L, 1) ? show_request(L) : show_endpoint(L);
}

void lualark_preview_register(lua_State *L) {
  lua_pushcfunction(L, show);
  lua_setfield(L, -2, "preview");
}
