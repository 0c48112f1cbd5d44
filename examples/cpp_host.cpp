// SPDX-License-Identifier: MIT

// A host in C++17 with <lualark.hpp>: functions that answer at once and later,
// an event, data that all scripts read, exceptions, and a new version that gets
// the old one's state.
//
//     c++ -std=c++17 cpp_host.cpp -o cpp_host $(pkg-config --cflags --libs
//     lualark)
#include <lualark.hpp>

#include <iostream>
#include <string>
#include <vector>

namespace {

const char counter[] = R"(
  local lark, version = require "lark", ...
  local state = lark.state() or { coins = 0 }
  lark.on_replace(function() return state end)
  lark.on("buy", function(name)
    local price = lark.data("prices")[name]
    if not price then return print(version, pcall(host.complain, name)) end
    state.coins = state.coins + price
    print(version, name, state.coins, host.confirm(name))
  end)
)";

int run() {
  std::vector<lualark::pending> confirmations;
  int failed = 0;

  lualark::options options;
  options.sandbox = true;
  options.memory_bytes = 4 << 20;
  lualark::handlers handlers;
  handlers.print = [](lualark_script, std::string_view line) {
    std::cout << line << '\n';
  };
  handlers.exit = [&](const lualark_end &end) {
    if (end.status == LARK_OK) return;
    std::cerr << "cpp_host: " << end.name << ": " << end.error->msg << '\n';
    failed = 1;
  };

  lualark::engine engine(options, std::move(handlers));
  engine.set_data("prices", R"({"rope":2,"sword":30})");
  engine.offer("complain", [](lualark_script, std::string_view) -> std::string {
    throw std::runtime_error("there is no such thing");
  });
  engine.offer_later("confirm",
                     [&](lualark::pending call, lualark_script,
                         std::string_view) { confirmations.push_back(call); });

  lualark_script script = engine.start(counter, "shop", R"(["one"])");
  engine.emit(script, "buy", R"("sword")");
  engine.emit(script, "buy", R"("moon")");
  script = engine.replace(script, counter, "shop", R"(["two"])");
  engine.emit(script, "buy", R"("rope")");
  engine.retire(script);

  while (engine.scripts() > 0) {
    engine.wait(1000);
    for (const lualark::pending &call : confirmations)
      call.answer("true");
    confirmations.clear();
  }
  return failed;
}

} // namespace

int main() {
  try {
    return run();
  } catch (const std::exception &why) {
    std::cerr << "cpp_host: " << why.what() << '\n';
    return 1;
  }
}
