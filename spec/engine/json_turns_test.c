// SPDX-License-Identifier: MIT

// JSON to Lua and back with slices so short that each pause is taken: the
// results are the same as without pauses, and tables may change meanwhile.
#include "turns.h"

static const char random_values[] =
    "local lark = require 'lark'\n"
    "math.randomseed(11)\n"
    "local function text()\n"
    "  local t = {}\n"
    "  for i = 1, math.random(0, 20) do\n"
    "    local kind = math.random(8)\n"
    "    t[i] = kind == 1 and utf8.char(math.random(0x80, 0xD7FF)) or\n"
    "           kind == 2 and string.char(math.random(0, 31)) or\n"
    "           string.char(math.random(32, 127))\n"
    "  end\n"
    "  return table.concat(t):rep(math.random(50) == 1 and 2000 or 1)\n"
    "end\n"
    "local function value(depth)\n"
    "  local kind = math.random(depth > 6 and 5 or 9)\n"
    "  if kind == 1 then return math.random(0) end\n"
    "  if kind == 2 then return math.random() * 10.0 ^ math.random(-9, 9) end\n"
    "  if kind == 3 then return text() end\n"
    "  if kind == 4 then return kind > depth end\n"
    "  if kind == 5 then return lark.null end\n"
    "  local t = {}\n"
    "  if kind < 8 then\n"
    "    for i = 1, math.random(0, 12) do t[i] = value(depth + 1) end\n"
    "    return kind == 6 and lark.array(t) or t\n"
    "  end\n"
    "  for i = 1, math.random(0, kind == 8 and 6 or 90) do\n"
    "    t[text()] = kind == 8 and value(depth + 1) or i\n"
    "  end\n"
    "  return t\n"
    "end\n"
    "local out, sum = {}, 0\n"
    "for i = 1, 60 do\n"
    "  local first = lark.encode(value(0))\n"
    "  local again = lark.encode(lark.decode(first))\n"
    "  for j = 1, #again, 7 do sum = (sum * 31 + again:byte(j)) % 1000000007 "
    "end\n"
    "  out[i] = #first .. ' ' .. #again .. ' ' .. sum\n"
    "end\n"
    "local deep = lark.decode(('['):rep(1000) .. ('{\"a\":1}'):rep(1) ..\n"
    "                         (']'):rep(1000))\n"
    "for i = 1, 1000 do deep = deep[1] end\n"
    "local wide = {}\n"
    "for i = 1, 3000 do wide['k' .. i] = { i, tostring(i) } end\n"
    "out[#out + 1] = deep.a .. lark.encode(wide)\n"
    "out[#out + 1] = lark.encode { (('é'):rep(40000)), [2] = "
    "(('x\\n'):rep(40000)) }\n"
    "out[#out + 1] = #lark.encode { [('k'):rep(40000)] = 1 }\n"
    "return table.concat(out, '\\n')\n";

int main(void) {
  turns_change_nothing(random_values);
  return check_failures();
}
