// SPDX-License-Identifier: MIT
#include "hosts_input.h"

#include <stdio.h>

static const uint8_t *next;
static size_t left;

void input_begin(const uint8_t *data, size_t size) {
  next = data;
  left = size;
}

void input_end(void) {
  left = 0;
}

bool input_is_over(void) {
  return left == 0;
}

unsigned pick(unsigned count) {
  if (left == 0) return 0;
  left--;
  return *next++ % count;
}

// ------------------------------------------------------------------- programs

static const char prologue[] =
    "local lark = require 'lark' local n, kept = 0, {} "
    "local function count(v) n = n + 1 kept[#kept + 1] = v end\n";

// A program is some of these, one after the other.
static const char *const pieces[] = {
    "lark.on('a', count)",
    "lark.on('a', function(v) lark.sleep(0.001) lark.send('a', v) end)",
    "lark.on('b', function(v) host.later(v) end)",
    "lark.on('b', function() while true do end end)",
    "lark.on('b', function() error { code = 5 } end)",
    "local off off = lark.on('a', function() off() end)",
    "lark.on('c', function(v) kept[#kept + 1] = ('x'):rep(50000) .. n end)",
    "lark.on('c', function(v) lark.spawn(host.later, v) end)",
    "lark.on_replace(function() return kept end)",
    "lark.on_replace(function() lark.sleep(0.001) return { n = n } end)",
    "lark.on_replace(function() error('no') end)",
    "lark.on_replace(function() return ('x'):rep(100000) end)",
    "lark.on_replace(function() host.later() return n end)",
    "lark.on_replace(function() while true do end end)",
    "lark.on('a', function() lark.sleep(0.01) error('late') end)",
    "lark.on('b', function() lark.spawn(function() for i = 1, 9999 do end end) "
    "end)",
    "lark.on('b', function() for i = 1, 9999 do end end)",
    "kept[1] = lark.state()",
    "kept[1] = lark.data 'a'",
    "lark.on('a', function() kept[1] = lark.data 'a' end)",
    "lark.encode { lark.data 'a', lark.data 'b' }",
    "for _, v in pairs(lark.data 'b' or {}) do kept[#kept + 1] = v end",
    "print(lark.state())",
    "host.echo(1, 'two', { 3 })",
    "print(pcall(host.echo, ('x'):rep(70000)))",
    "host.later()",
    "pcall(host.later, ...)",
    "host.refuse()",
    "print(pcall(host.refuse))",
    "host.nobody()",
    "lark.spawn(function() host.later() end)",
    "lark.spawn(function() while true do end end)",
    "lark.spawn(function() lark.sleep(1) end)",
    "local t = lark.spawn(function() host.later() end) t:cancel()",
    "local t = lark.spawn(function() return 1 end) t:await()",
    "local t t = lark.spawn(function() t:await() end)",
    "lark.map({ 1, 2, 3, 4 }, function(v) return host.echo(v) end)",
    "lark.map({ 1, 2, 3 }, function(v) lark.sleep(0.01) error 'no' end)",
    "lark.sleep(0)",
    "lark.sleep(0.005)",
    "lark.sleep(3600)",
    "while true do end",
    "while true do pcall(error) end",
    "for i = 1, 30000 do kept[i] = { i } end",
    "local s = 'x' while true do s = s .. s end",
    "while true do kept[#kept + 1] = {} end",
    "pcall(function() while true do kept[#kept + 1] = ('x'):rep(999) end end)",
    "local function f() return 1 + f() end f()",
    "local function f() return 1 + f() end pcall(f)",
    "coroutine.wrap(function() while true do end end)()",
    "coroutine.wrap(function() host.later() end)()",
    "for i = 1, 100 do coroutine.wrap(function() coroutine.yield(i) end)() end",
    "local x <close> = setmetatable({}, { __close = function() "
    "while true do end end })",
    "local x <close> = setmetatable({}, { __close = function() "
    "pcall(host.later) end }) lark.sleep(0.01)",
    "print(...)",
    "print(('x'):rep(3000))",
    "warn('one', 'two')",
    "for i = 1, 20 do pcall(lark.send, 'm', { i }) end",
    "lark.send('text', ('x'):rep(70000))",
    "lark.encode(lark.decode('[' .. ('{\"a\":[1,2.5,null]},'):rep(4000) .. "
    "'1]'))",
    "local t = {} t[1] = t pcall(lark.encode, t)",
    "error('no')",
    "error { code = 5 }",
    "error(setmetatable({}, { __tostring = function() while true do end end "
    "}))",
    "do return n, kept end",
    "do return nil, 'not today' end",
    "do return ... end",
    "local mt = {} local a = setmetatable({}, mt) mt.__call = a a()",
    "local client, err = lark.client {} print(client, err)",
    "require 'module'",
    "require 'broken'",
    "collectgarbage('count')",
    "('x'):rep(40000):find(('.-'):rep(20) .. 'y')",
    "table.sort(kept, function() return true end)",
    "load('return 1')()",
};

static const char *const values[] = {
    NULL,
    "1",
    "\"text\"",
    "[1,2,{\"a\":null}]",
    "{\"n\":9007199254740993}",
    "not json",
    "[",
    "",
    "[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]",
};

static const char *const arguments[] = {
    NULL, "[]", "[1,\"two\",[3]]", "{}", "[", "[null,null]",
};

static const char *const names[] = {"a", "b", "c", "nobody", ""};

static const lualark_module modules[] = {
    {.name = "module", .text = "return { n = 1 }"},
    {.name = "broken", .text = "return ("},
    {.name = NULL}};

const char *pick_name(void) {
  return PICK(names);
}

const char *pick_value(void) {
  return PICK(values);
}

// Each from 0, no limit, to one that is hardly ever reached.
static void pick_shares(lualark_program *program) {
  static const uint32_t percents[] = {0, 0, 1, 30, 100, 101};
  static const uint32_t weights[] = {0, 1, 50, 1000, 1001};
  static const uint32_t event_ms[] = {0, 0, 1, 1000};
  static const uint64_t event_instructions[] = {0, 0, 100, 1000000};
  program->share_percent = PICK(percents);
  program->weight = PICK(weights);
  program->event_ms = PICK(event_ms);
  program->event_instructions = PICK(event_instructions);
}

static void write_text(char *text, size_t room) {
  size_t length = (size_t)snprintf(text, room, "%s", prologue);
  for (unsigned count = 1 + pick(5); count > 0; count--)
    length += (size_t)snprintf(text + length, room - length, "do %s end\n",
                               PICK(pieces));
}

void pick_program(lualark_program *program, char *text, size_t room) {
  static const size_t memory[] = {0, 64 << 10, 100 << 10, 200 << 10, 1 << 20};
  static const uint64_t instructions[] = {0, 0, 1, 5000, 1000000};
  static const uint32_t time_ms[] = {0, 0, 1, 20, 10000};
  write_text(text, room);
  *program = (lualark_program){.name = "fuzzed", .text = text};
  program->arguments = PICK(arguments);
  program->memory_bytes = PICK(memory);
  program->instructions = PICK(instructions);
  program->time_ms = PICK(time_ms);
  if (pick(3) == 0) pick_shares(program);
  if (pick(16) == 0) program->name = "\xe5\xbc";
}

void pick_options(lualark_options *options) {
  static const uint32_t slices[] = {500, 1, 100, 5000};
  static const uint32_t few[] = {0, 1, 5, 100};
  static const uint32_t times_ms[] = {0, 1, 50, 5000};
  options->sandbox = pick(2) == 0;
  options->memory_bytes = 2 << 20;
  options->slice_us = PICK(slices);
  options->events_waiting = PICK(few);
  options->messages = PICK(few);
  options->calls_in_flight = PICK(few);
  options->host_call_ms = PICK(times_ms);
  options->retire_ms = PICK(times_ms);
  options->log_bytes = PICK(few);
  options->posts_waiting = PICK(few);
  if (pick(8) == 0) options->posts_bytes = 100;
  if (pick(4) == 0) options->share_percent = 40;
  if (pick(4) == 0) options->event_ms = 20;
  if (pick(4) == 0) options->event_instructions = 50000;
  options->modules = modules;
}
