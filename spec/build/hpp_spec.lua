-- SPDX-License-Identifier: MIT

-- lualark.hpp: a C++ program against an installed prefix.
local installed = require "support.installed"
local process = require "support.process"

local PROGRAM = [[
#include <lualark.hpp>

#include <iostream>

static int failures = 0;

#define CHECK(condition)                                                       \
  if (!(condition)) std::cerr << __LINE__ << ": " #condition "\n", failures++

template <typename F> static std::string thrown_by(F f) {
  try {
    f();
  } catch (const std::exception &why) {
    return why.what();
  }
  return "";
}

static void run_all(lualark::engine &engine) {
  while (engine.scripts() > 0)
    engine.wait(1000);
}

// An exception of a callback comes out of wait(), and the engine goes on.
static void callbacks_may_throw() {
  std::string printed;
  lualark::handlers handlers;
  handlers.print = [&](lualark_script, std::string_view line) {
    if (line == "bad") throw std::runtime_error("from print");
    printed += line;
  };
  handlers.exit = [](const lualark_end &) { throw std::runtime_error("from exit"); };
  lualark::engine engine({}, std::move(handlers));
  engine.start("print 'a' print 'bad' print 'b' lark = require 'lark' lark.sleep(0.01)");
  CHECK(thrown_by([&] { engine.wait(1000); }) == "from print");
  CHECK(printed == "ab");
  CHECK(thrown_by([&] { run_all(engine); }) == "from exit");
  engine.start("return 1");
  CHECK(thrown_by([&] { engine.close(); }) == "from exit");
}

static void functions_may_throw() {
  std::string result;
  lualark::handlers handlers;
  handlers.exit = [&](const lualark_end &end) { result = end.result; };
  lualark::engine engine({}, std::move(handlers));
  engine.offer("upper", [](lualark_script, std::string_view json) -> std::string {
    if (json == "[]") throw std::invalid_argument("no arguments");
    return std::string(json);
  });
  engine.start("local _, why = pcall(host.upper) return { host.upper(1)[1], why }");
  run_all(engine);
  CHECK(result == "[1,\"host.upper: no arguments\"]");
}

static void answers_may_come_later() {
  std::vector<lualark::pending> calls;
  std::string result;
  lualark::handlers handlers;
  handlers.exit = [&](const lualark_end &end) { result = end.result; };
  lualark::engine first({}, std::move(handlers));
  lualark::engine engine = std::move(first);
  engine.offer_later("ask", [&](lualark::pending call, lualark_script, std::string_view) {
    calls.push_back(call);
  });
  engine.start("local yes = host.ask() local _, why = pcall(host.ask) return { yes, why }");
  while (calls.empty()) engine.wait(1000);
  CHECK(calls[0].answer("true") && !calls[0].answer("true"));
  while (calls.size() < 2) engine.wait(1000);
  CHECK(calls[1].refuse("no"));
  run_all(engine);
  CHECK(result == "[true,\"host.ask: no\"]");
}

static void failures_are_exceptions() {
  lualark::options options;
  options.sandbox = true;
  options.events_waiting = 1;
  lualark::engine engine(options);
  try {
    engine.start("return (", "mine");
    CHECK(false);
  } catch (const lualark::error &why) {
    CHECK(why.status() == LARK_EINVAL && std::string(why.what()).find("mine") == 0);
  }
  CHECK(thrown_by([&] { engine.set_data("x", "["); }) != "");
  lualark_script script = engine.start("lark = require 'lark' lark.on('x', print)");
  engine.step(0);
  CHECK(engine.usage(script).memory_bytes > 0 && engine.memory_bytes() > 0);
  CHECK(engine.emit(script, "x") == LARK_OK && engine.emit(script, "x") == LARK_EAGAIN);
  CHECK(thrown_by([&] { engine.emit(script, "x", "["); }) != "");
  CHECK(engine.kill(script) && !engine.kill(script));
  CHECK(engine.emit(script, "x") == LARK_ESTALE);
  CHECK(thrown_by([&] { engine.usage(script); }) != "");
  options.slice_us = 0;
  CHECK(thrown_by([&] { lualark::engine never(options); }) != "");
}

static void a_callback_may_close() {
  lualark::engine *self = nullptr;
  int ends = 0;
  lualark::handlers handlers;
  handlers.print = [&](lualark_script, std::string_view) { self->close(); };
  handlers.exit = [&](const lualark_end &) { ends++; };
  lualark::engine engine({}, std::move(handlers));
  self = &engine;
  engine.start("print 'x' while true do end");
  engine.start("while true do end");
  engine.wait(1000);
  CHECK(ends == 2);
}

int main() {
  callbacks_may_throw();
  functions_may_throw();
  answers_may_come_later();
  failures_are_exceptions();
  a_callback_may_close();
  return failures > 0;
}
]]

describe("lualark.hpp", function()
  local prefix
  setup(function() prefix = installed.new() end)
  teardown(function() prefix:remove() end)

  it("keeps exceptions out of C, and closes engines", function()
    local program = prefix:compile_text("#include <vector>\n" .. PROGRAM, "lualark")
    local ended = process.run { program }
    assert.equal("", ended.err)
    assert.equal(0, ended.status)
  end)
end)
