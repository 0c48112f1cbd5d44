// SPDX-License-Identifier: MIT

// A binding of libcurl's multi interface for a hand-written loop in Lua, in
// place of Lua-cURL, which Debian lacks. It has only the functions of
// Lua-cURL's manual, under their names. It checks no argument, copies no option
// and keeps no error, so every real binding costs more.
#include <curl/curl.h>
#include <lauxlib.h>

typedef struct easy {
  CURL *curl;
  struct curl_slist *headers;
  lua_State *L; // while the multi handle performs
  int writer;   // in the registry
} easy;

static size_t on_body(char *bytes, size_t size, size_t count, void *user) {
  const easy *e = user;
  lua_rawgeti(e->L, LUA_REGISTRYINDEX, e->writer);
  lua_pushlstring(e->L, bytes, size * count);
  lua_call(e->L, 1, 0);
  return size * count;
}

static int easy_new(lua_State *L) {
  easy *e = lua_newuserdatauv(L, sizeof *e, 0);
  *e = (easy){.curl = curl_easy_init(), .L = L, .writer = LUA_NOREF};
  if (e->curl == NULL) return luaL_error(L, "no memory for a handle");
  luaL_setmetatable(L, "bench.easy");
  curl_easy_setopt(e->curl, CURLOPT_WRITEFUNCTION, on_body);
  curl_easy_setopt(e->curl, CURLOPT_WRITEDATA, e);
  curl_easy_setopt(e->curl, CURLOPT_PRIVATE, e);
  curl_easy_setopt(e->curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(e->curl, CURLOPT_PROXY, "");
  curl_easy_setopt(e->curl, CURLOPT_FAILONERROR, 1L);
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, e);
  return 1;
}

static int easy_url(lua_State *L) {
  const easy *e = lua_touserdata(L, 1);
  curl_easy_setopt(e->curl, CURLOPT_URL, lua_tostring(L, 2));
  return 0;
}

static int easy_header(lua_State *L) {
  easy *e = lua_touserdata(L, 1);
  e->headers = curl_slist_append(e->headers, lua_tostring(L, 2));
  curl_easy_setopt(e->curl, CURLOPT_HTTPHEADER, e->headers);
  return 0;
}

static int easy_writer(lua_State *L) {
  easy *e = lua_touserdata(L, 1);
  lua_settop(L, 2);
  e->writer = luaL_ref(L, LUA_REGISTRYINDEX);
  return 0;
}

static int easy_close(lua_State *L) {
  easy *e = lua_touserdata(L, 1);
  curl_easy_cleanup(e->curl);
  curl_slist_free_all(e->headers);
  *e = (easy){.writer = LUA_NOREF};
  return 0;
}

static CURLM *multi_of(lua_State *L) {
  CURLM **multi = lua_touserdata(L, 1);
  return *multi;
}

static int multi_new(lua_State *L) {
  CURLM **multi = lua_newuserdatauv(L, sizeof(CURLM *), 0);
  *multi = curl_multi_init();
  if (*multi == NULL) return luaL_error(L, "no memory for a loop");
  luaL_setmetatable(L, "bench.multi");
  return 1;
}

static int multi_add(lua_State *L) {
  easy *e = lua_touserdata(L, 2);
  curl_multi_add_handle(multi_of(L), e->curl);
  return 0;
}

static int multi_remove(lua_State *L) {
  const easy *e = lua_touserdata(L, 2);
  curl_multi_remove_handle(multi_of(L), e->curl);
  return 0;
}

static int multi_perform(lua_State *L) {
  int running = 0;
  curl_multi_perform(multi_of(L), &running);
  lua_pushinteger(L, running);
  return 1;
}

static int multi_wait(lua_State *L) {
  enum { AT_MOST_MS = 1000 };
  curl_multi_poll(multi_of(L), NULL, 0, AT_MOST_MS, NULL);
  return 0;
}

// Returns a handle that has ended, and nil or its error; nothing if none has
// ended.
static int multi_info_read(lua_State *L) {
  int queued = 0;
  const CURLMsg *message = curl_multi_info_read(multi_of(L), &queued);
  if (message == NULL) return 0;
  void *e = NULL;
  curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &e);
  lua_rawgetp(L, LUA_REGISTRYINDEX, e);
  if (message->data.result == CURLE_OK) return 1;
  lua_pushstring(L, curl_easy_strerror(message->data.result));
  return 2;
}

static void class(lua_State *L, const char *name, const luaL_Reg *methods) {
  luaL_newmetatable(L, name);
  luaL_setfuncs(L, methods, 0);
  lua_pushvalue(L, -1);
  lua_setfield(L, -2, "__index");
  lua_pop(L, 1);
}

int luaopen_multi(lua_State *L);
int luaopen_multi(lua_State *L) {
  static const luaL_Reg easy_methods[] = {
      {"setopt_url", easy_url},
      {"setopt_httpheader", easy_header},
      {"setopt_writefunction", easy_writer},
      {"close", easy_close},
      {NULL, NULL},
  };
  static const luaL_Reg multi_methods[] = {
      {"add_handle", multi_add},      {"remove_handle", multi_remove},
      {"perform", multi_perform},     {"wait", multi_wait},
      {"info_read", multi_info_read}, {NULL, NULL},
  };
  static const luaL_Reg functions[] = {
      {"easy", easy_new},
      {"multi", multi_new},
      {NULL, NULL},
  };
  class(L, "bench.easy", easy_methods);
  class(L, "bench.multi", multi_methods);
  luaL_newlib(L, functions);
  return 1;
}
