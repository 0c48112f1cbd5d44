// SPDX-License-Identifier: MIT

// JSON to Lua and back in turns: nothing stalls, nothing is lost if tables
// change meanwhile or memory lacks. And our cjson compared with lua-cjson.
#include "json_host.h"

#include <arpa/inet.h>
#include <lauxlib.h>
#include <lualib.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

LARK_API int luaopen_lark(lua_State *L);
LARK_API int luaopen_lualark_cjson(lua_State *L);

// Arguments: our module and lua-cjson's.
static const char compares_cjson[] =
    "local ours, theirs = ...\n"
    "local function same(name, ...)\n"
    "  local a = table.pack(pcall(ours[name], ...))\n"
    "  local b = table.pack(pcall(theirs[name], ...))\n"
    "  assert(a.n == b.n, name)\n"
    "  for i = 1, a.n do\n"
    "    local x, y = a[i], b[i]\n"
    "    if not a[1] and i == 2 then x, y = 1, 1 end\n"
    "    assert(x == y, name .. ': ' .. tostring(a[i]) .. ', not ' .. "
    "tostring(b[i]))\n"
    "  end\n"
    "  return a[2]\n"
    "end\n"
    "assert(ours.null == theirs.null and ours._NAME == theirs._NAME)\n"
    "local holes = {}\n"
    "holes[1], holes[4] = 1, 4\n"
    "for _, v in ipairs { 'x', '', 'a\"\\\\\\n\\t\\1', 1, -7, 1.5, true, "
    "false, ours.null,\n"
    "                     {}, { 1, 2 }, { a = 1 }, { a = { b = {} } }, holes,\n"
    "                     { [2] = 2 }, { [0] = 1 }, { [-1] = 1 }, { [5] = 'x' "
    "},\n"
    "                     { 1, 2, nil, 4 }, { [10] = 1 }, { [11] = 1 },\n"
    "                     { [1000] = 1 }, { x = holes }, print, { print }, 0 / "
    "0,\n"
    "                     1 / 0, { [true] = 1 }, { { { 1 } } }, { 'é', '张' } "
    "} do\n"
    "  same('encode', v)\n"
    "end\n"
    "same('encode') same('encode', 1, 2) same('encode', nil)\n"
    "for _, s in ipairs { '1', '\"x\"', 'null', 'true', '1.5', '', '{', '[1', "
    "'x',\n"
    "                     '\"\\\\u00e9\"', ' 7 ' } do\n"
    "  same('decode', s)\n"
    "end\n"
    "same('decode') same('decode', {}) same('decode', '1', 2)\n"
    "local function loops(module)\n"
    "  local text = module.encode { { a = { 1, 'x', module.null } }, {}, 'z' "
    "}\n"
    "  return module.encode(module.decode(text)):gsub('{}', '[]')\n"
    "end\n"
    "assert(loops(ours):gsub('{}', '[]') == (loops(theirs):gsub('{}', '[]')))\n"
    "for _, name in ipairs { 'encode_max_depth', 'decode_max_depth',\n"
    "                        'encode_number_precision', 'encode_keep_buffer',\n"
    "                        'encode_invalid_numbers', "
    "'decode_invalid_numbers',\n"
    "                        'encode_sparse_array' } do\n"
    "  for _, arguments in ipairs { {}, { 5 }, { 0 }, { -1 }, { true }, { "
    "false },\n"
    "                               { 'on' }, { 'off' }, { 'null' }, { 'x' },\n"
    "                               { {} }, { 1, 2, 3, 4 }, { true, 3, 4 }, {} "
    "} do\n"
    "    same(name, table.unpack(arguments))\n"
    "  end\n"
    "end\n"
    "ours, theirs = ours.new(), theirs.new()\n"
    "same('encode_sparse_array') same('encode_max_depth')\n"
    "same('encode', { { { 1 } } })\n"
    "same('encode_sparse_array', true)\n"
    "same('encode', { [1000] = 1 })\n"
    "same('encode_max_depth', 2)\n"
    "same('encode', { { { 1 } } }) same('encode', { { 1 } })\n"
    "same('encode_invalid_numbers', 'null')\n"
    "same('encode', { 0 / 0, 1 / 0 })\n"
    "assert(ours.encode(ours.empty_array) == '[]')\n"
    "assert(ours.encode(setmetatable({}, ours.array_mt)) == '[]')\n"
    "assert(ours.encode(9007199254740993) == '9007199254740993')\n"
    "assert(ours.decode '{\"a\":9007199254740993}'.a == 9007199254740993)\n";

// A structure that doubles with each level, to be written in every way.
#define DOUBLING                                                               \
  "local lark = require 'lark' local t = {} for i = 1, 40 do t = { t, t } "    \
  "end "

// Where the engine's Lua is not hidden, `require "cjson"` finds lua-cjson.
#define WITH_OURS                                                              \
  "if not package.preload.cjson then return t end "                            \
  "require('cjson').encode { a = t, [7] = t }"

static void no_text_stalls_the_engine(void) {
  static const char *const endless[] = {
      DOUBLING "return t",
      DOUBLING "lark.encode(t)",
      DOUBLING "pcall(lark.encode, t)",
      DOUBLING "lark.send('x', t)",
      DOUBLING "host.echo(1, t)",
      DOUBLING "coroutine.wrap(function() lark.encode { a = t } end)()",
      DOUBLING WITH_OURS,
  };
  for (size_t i = 0; i < sizeof endless / sizeof endless[0]; i++) {
    host h = {0};
    open_engine(&h, 500);
    lualark_script script = start(&h, endless[i], (size_t)1 << 30);
    start(&h, "for i = 1, 20 do require('lark').sleep(0) end", 0);
    for (int step = 0; step < 2000 && h.ends == 0; step++)
      lualark_step(h.engine, 1000);
    CHECK(h.ends == 1 && h.status == LARK_OK);
    CHECK(lualark_scripts(h.engine) == 1);
    CHECK(lualark_kill(h.engine, script) == LARK_OK);
    lualark_step(h.engine, 0);
    CHECK(h.ends == 2 && h.status == LARK_ECANCELLED);
    clear(&h);
  }
}

// The collector stands still while a large text is read, and goes on after an
// error in the middle, too.
static void the_collector_goes_on_after_an_error(void) {
  host h = {0};
  open_engine(&h, 500);
  run(&h,
      "local lark = require 'lark'\n"
      "local text = '[' .. ('[],'):rep(300000) .. '1]'\n"
      "local fine = pcall(lark.decode, text)\n"
      "local n = 0 for i = 1, 100000 do n = n + i end\n"
      "return { not fine, collectgarbage('isrunning') }",
      15000000);
  CHECK(strcmp(h.result, "[true,true]") == 0);
  clear(&h);
}

// The values of a text take some twenty times its bytes.
static void what_failed_in_the_middle_is_given_back(void) {
  host h = {0};
  open_engine(&h, 500);
  run(&h,
      "local lark = require 'lark'\n"
      "local text = '[' .. ('[],'):rep(300000) .. '1]'\n"
      "local fine = pcall(lark.decode, text)\n"
      "text = nil collectgarbage() collectgarbage()\n"
      "return { not fine, #string.rep('x', 5000000) }",
      15000000);
  CHECK(strcmp(h.result, "[true,5000000]") == 0);
  clear(&h);
}

// A script that computes where it cannot yield ends with a message about that.
static void what_cannot_be_interrupted_ends(void) {
  static const char *const endless[] = {
      DOUBLING "tostring(setmetatable({}, { __tostring = function() "
               "lark.encode(t) end }))",
      DOUBLING "lark.client({ app_id = 'a', app_secret = 'b' })"
               ":request { path = '/x', method = 'POST', body = t }",
  };
  for (size_t i = 0; i < sizeof endless / sizeof endless[0]; i++) {
    host h = {0};
    open_engine(&h, 500);
    run(&h, endless[i], (size_t)1 << 30);
    CHECK(h.ends == 1 && h.status != LARK_OK);
    CHECK(strstr(h.msg, "cannot be interrupted") != NULL);
    clear(&h);
  }
}

typedef struct memory {
  size_t used_bytes;
  long left; ///< allocations until one fails; below 0: none does
} memory;

static void *resize(void *user, void *block, size_t old_bytes,
                    size_t new_bytes) {
  memory *m = user;
  if (new_bytes > old_bytes && m->left >= 0 && m->left-- == 0) return NULL;
  m->used_bytes += new_bytes - old_bytes;
  if (new_bytes > 0) return realloc(block, new_bytes);
  free(block);
  return NULL;
}

// Coroutines are left in the middle of their work, and resumed by others than
// the scheduler, or never.
static void what_is_left_harms_nobody(void) {
  host h = {0};
  memory m = {0, -1};
  lualark_options options;
  lualark_options_init(&options, sizeof options);
  options.allocator = (lark_allocator){resize, &m};
  options.slice_us = 1;
  options.stall_ms = 10000;
  open_with(&h, &options);
  run(&h,
      "local lark = require 'lark' local list = {} for i = 1, 5000 do "
      "list[i] = { i } end local text = lark.encode(list) "
      "for i = 1, 20 do local t = lark.spawn(i % 2 == 0 and lark.decode or "
      "host.echo, i % 2 == 0 and text or list) lark.sleep(0) t:cancel() "
      "t = lark.spawn(lark.encode, list) lark.sleep(0) t:cancel() end "
      "local deep = list for i = 1, 50 do deep = { deep } end "
      "local function leave(f, x) local co = coroutine.create(f) "
      "kept = setmetatable({}, { __gc = function() coroutine.resume(co, 1, 2) "
      "pcall(lark.encode, { text, print }) lark.encode(deep) "
      "pcall(lark.decode, text) end }) "
      "lark.spawn(coroutine.resume, co, x) lark.sleep(0) end "
      "leave(lark.decode, text) leave(lark.encode, deep) "
      "leave(host.echo, list) leave(lark.decode, lark.encode(deep)) "
      "lark.spawn(error, 'x')",
      0);
  CHECK(h.status == LARK_ESCRIPT && strcmp(h.msg, "x") == 0);
  clear(&h);
  CHECK(m.used_bytes == 0);
}

// ------------------------------------------------------------ answers of calls

enum { ITEMS = 4000 };

// Reads a request, and answers any with a token and a list.
static void serve(int connection) {
  static const char item[] = "{\"id\":\"abc\",\"tags\":[1,2]}";
  char asked[8192];
  size_t have = 0;
  ssize_t got = 1;
  const char *end = NULL;
  while (end == NULL && got > 0 && have < sizeof asked - 1) {
    got = read(connection, asked + have, sizeof asked - 1 - have);
    have += got > 0 ? (size_t)got : 0;
    asked[have] = '\0';
    end = strstr(asked, "\r\n\r\n");
    const char *length = strstr(asked, "ontent-Length: ");
    if (end != NULL && length != NULL &&
        (size_t)(end + 4 - asked) + strtoul(length + 15, NULL, 10) > have)
      end = NULL;
  }
  size_t room = ITEMS * sizeof item + 256;
  char *body = malloc(room);
  int length = snprintf(body, room,
                        "{\"code\":0,\"msg\":\"ok\",\"expire\":7200,"
                        "\"tenant_access_token\":\"t\",\"data\":{\"items\":[");
  for (int i = 0; i < ITEMS; i++)
    length += snprintf(body + length, room - (size_t)length, "%s%s",
                       i > 0 ? "," : "", item);
  length += snprintf(body + length, room - (size_t)length, "]}}");
  dprintf(connection,
          "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
          "Connection: close\r\nContent-Length: %d\r\n\r\n%s",
          length, body);
  free(body);
  close(connection);
}

static void *serve_all(void *listening) {
  int connection = 0;
  while ((connection = accept(*(int *)listening, NULL, NULL)) >= 0)
    serve(connection);
  return NULL;
}

static void answers_come_in_turns(void) {
  struct sockaddr_in address = {.sin_family = AF_INET,
                                .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t bytes = sizeof address;
  pthread_t thread;
  int listening = socket(AF_INET, SOCK_STREAM, 0);
  CHECK(bind(listening, (struct sockaddr *)&address, bytes) == 0);
  CHECK(listen(listening, 16) == 0);
  getsockname(listening, (struct sockaddr *)&address, &bytes);
  pthread_create(&thread, NULL, serve_all, &listening);

  host h = {0};
  char text[2048];
  open_engine(&h, 1);
  snprintf(text, sizeof text,
           "local lark = require 'lark' local c = lark.client { app_id = 'a', "
           "app_secret = 's', base_url = 'http://127.0.0.1:%d' } "
           "local function ask() return assert(c:request { path = '/x' }) end "
           "local others = {} for i = 1, 6 do others[i] = lark.spawn(ask) end "
           "local data = ask() for i = 1, 6 do others[i]:cancel() end "
           "others = nil collectgarbage() local again = lark.encode(data) "
           "assert(again == lark.encode(ask()) and data.items[%d].tags[2] == 2)"
           "lark.spawn(ask) lark.sleep(0.02) lark.spawn(error, 'x') "
           "return #again",
           ntohs(address.sin_port), ITEMS);
  for (int i = 0; i < 3; i++) {
    start(&h, text, 0);
    while (lualark_scripts(h.engine) > 0)
      lualark_wait(h.engine, 100);
    lualark_step(h.engine, 0);
    CHECK(strcmp(h.msg, "x") == 0);
    if (strcmp(h.msg, "x") != 0) fprintf(stderr, "%s\n", h.msg);
  }
  clear(&h);
  shutdown(listening, SHUT_RDWR);
  pthread_join(thread, NULL);
  close(listening);
}

// ---------------------------------------------------------------------- memory

static void memory_counts(void) {
  static const size_t MIB = (size_t)1 << 20;
  host h = {0};
  open_engine(&h, 500);
  run(&h, "require('lark').decode('\"' .. ('x'):rep(1 << 20) .. '\"')", 0);
  // Large texts are read without a document.
  CHECK(h.status == LARK_OK && h.peak_bytes > 3 * MIB &&
        h.peak_bytes < 5 * MIB);
  run(&h, "require('lark').decode('[' .. ('[],'):rep(100000) .. '1]')",
      3 * MIB);
  CHECK(h.status == LARK_ELIMIT);
  run(&h, "host.echo(('x'):rep(1 << 20))", 2 * MIB);
  CHECK(h.status == LARK_ELIMIT);
  run(&h, DOUBLING "lark.encode(t)", 4 * MIB);
  CHECK(h.status == LARK_ELIMIT && h.peak_bytes <= 4 * MIB);
  run(&h,
      "local lark = require 'lark' for i = 1, 20 do lark.decode('\"' .. "
      "('x'):rep(1 << 18) .. '\"') end return pcall(lark.decode, "
      "'[' .. ('[],'):rep(100000) .. '1]')",
      2 * MIB);
  CHECK(h.status == LARK_OK && strcmp(h.result, "false") == 0);
  clear(&h);
}

static void nothing_leaks_whatever_allocation_fails(void) {
  static const char text[] =
      "local cjson = require 'cjson' "
      "local lark = require 'lark' local t = {} for i = 1, 90 do "
      "t['key ' .. i] = { i } end "
      "for i = 1, 40 do t = { t } end local s = lark.encode(t) "
      "local n = #lark.encode(lark.decode(s)) lark.send('x', t) "
      "for i = 1, 90 do t[i] = { ['k' .. i % 40] = { b = i } } end "
      "for i = 1, 3 do lark.encode(t) end "
      "host.echo(t, ('é'):rep(10000)) cjson.encode(cjson.decode(s)) "
      "cjson.encode { [3] = 1, x = 2 } pcall(lark.decode, '{') return n";
  bool failed = true;
  for (long n = 0; failed && n < 20000; n++) {
    host h = {0};
    memory m = {0, -1};
    lualark_options options;
    lualark_options_init(&options, sizeof options);
    options.allocator = (lark_allocator){resize, &m};
    options.slice_us = 1;
    open_with(&h, &options);
    lualark_program program = {.text = text};
    CHECK(lualark_start(h.engine, &program, NULL) == LARK_OK);
    m.left = n; // another test lets the start fail
    for (int i = 0; i < 10000 && lualark_scripts(h.engine) > 0; i++)
      lualark_step(h.engine, 500);
    failed = m.left < 0;
    m.left = -1;
    clear(&h);
    CHECK(m.used_bytes == 0);
  }
  CHECK(!failed);
}

static void cjson_is_as_lua_cjson(void) {
  lua_State *L = luaL_newstate();
  luaL_openlibs(L);
  CHECK(luaL_loadstring(L, compares_cjson) == LUA_OK);
  lua_pushcfunction(L, luaopen_lualark_cjson);
  lua_call(L, 0, 1);
  lua_getglobal(L, "require");
  lua_pushliteral(L, "cjson");
  if (lua_pcall(L, 1, 1, 0) != LUA_OK)
    fprintf(stderr, "lua-cjson is not installed: not compared\n");
  else if (lua_pcall(L, 2, 0, 0) != LUA_OK)
    check(0, lua_tostring(L, -1), __FILE__, __LINE__);
  lua_close(L);
}

int main(void) {
  signal(SIGPIPE, SIG_IGN); // a call that is cancelled reads no answer
  no_text_stalls_the_engine();
  what_failed_in_the_middle_is_given_back();
  the_collector_goes_on_after_an_error();
  what_cannot_be_interrupted_ends();
  what_is_left_harms_nobody();
  answers_come_in_turns();
  memory_counts();
  nothing_leaks_whatever_allocation_fails();
  cjson_is_as_lua_cjson();
  return check_failures();
}
