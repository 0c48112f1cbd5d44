// SPDX-License-Identifier: MIT

// An error, as a host hears of it: its value, and where it was raised.
#include "host.h"

static bool sandboxed;

static host fail(const char *text) {
  host h = {0};
  lualark_options options = options_of(&h);
  options.sandbox = sandboxed;
  CHECK(lualark_open(&options, &h.engine) == LARK_OK);
  start(&h, text);
  run_all(h.engine);
  CHECK(h.ends == 1);
  lualark_close(h.engine);
  return h;
}

static void a_table_is_told_as_json(void) {
  host h = fail("error({ code = 5, list = { 1, 'x' } })");
  CHECK(h.last.status == LARK_ESCRIPT);
  CHECK(is(h.msg, "{\"code\":5,\"list\":[1,\"x\"]}"));
  h = fail("return nil, { code = 5 }");
  CHECK(is(h.msg, "{\"code\":5}"));
  h = fail("error(setmetatable({}, { __tostring = function() "
           "return 'own' end }))");
  CHECK(is(h.msg, "own"));
  h = fail("local t = {} t.t = t error(t)"); // has no JSON
  CHECK(is(h.msg, "a table was raised as an error"));
  h = fail("error({ text = ('x'):rep(10000) })");
  CHECK(h.msg_bytes == 8192);
}

static void coroutines_keep_their_frames(void) {
  host h = fail("local function deepest() error('x') end\n"
                "local inner = coroutine.wrap(function() deepest() end)\n"
                "local outer = coroutine.wrap(function() inner() end)\n"
                "outer()");
  CHECK(has(h.traceback, "test:1: in upvalue 'deepest'"));
  CHECK(has(h.traceback, "(...resumed by...)\n\t[C]: in upvalue 'inner'"));
  CHECK(has(h.traceback, "[C]: in local 'outer'\n\ttest:4:"));
  // One that was caught is no part of it, nor is one whose error was replaced.
  h = fail("local function deepest() error('x') end\n"
           "pcall(coroutine.wrap(function() deepest() end)) error('y')");
  CHECK(has(h.msg, "y") && strstr(h.traceback, "deepest") == NULL);
  h = fail("local function deepest() error('x') end\n"
           "local co = coroutine.wrap(function() deepest() end)\n"
           "coroutine.wrap(function() pcall(co) error('y') end)()");
  CHECK(strstr(h.traceback, "deepest") == NULL && has(h.traceback, "test:3:"));
  h = fail("local f = function() error('x') end for i = 1, 50 do local g = f "
           "f = coroutine.wrap(function() g() end) end f()");
  CHECK(has(h.traceback, "(...resumed by...)"));
}

static void cjson_safe_is_there(void) {
  host h = fail("local safe = require 'cjson.safe' "
                "local ok = safe.decode('[1]')[1] == 1 and "
                "safe.encode({ 1 }) == '[1]' "
                "local value, why = safe.decode('[') "
                "local text, reason = safe.encode(print) "
                "safe.new().decode('x') safe.decode_max_depth(10) "
                "error({ ok, value == nil, why, text == nil, reason })");
  CHECK(is(h.msg, "[true,true,\"it is not JSON\",true,"
                  "\"a function has no JSON form\"]"));
}

int main(void) {
  for (int i = 0; i < (has_sandbox() ? 2 : 1); i++) {
    sandboxed = i == 1;
    a_table_is_told_as_json();
    coroutines_keep_their_frames();
    cjson_safe_is_there();
  }
  return check_failures();
}
