// SPDX-License-Identifier: MIT

// Tables that change while they are encoded, with slices so short that each
// pause is taken.
#include "json_host.h"

// One task encodes what another one changes.
static const char changing[] =
    "local lark = require 'lark'\n"
    "local list, object, over = {}, {}, false\n"
    "for i = 1, 6000 do\n"
    "  list[i] = { 'item ' .. i }\n"
    "  object[('a long key that is not interned, number '):rep(2) .. i] = "
    "list[i]\n"
    "end\n"
    "local other = lark.spawn(function()\n"
    "  local n = 0\n"
    "  while not over do\n"
    "    n = n + 1\n"
    "    for i = 1, 50 do\n"
    "      list[math.random(#list + 1)] = nil\n"
    "      list[#list + 1] = { n }\n"
    "      object[next(object)] = nil\n"
    "      object['new ' .. n .. ' ' .. i] = { n }\n"
    "    end\n"
    "    collectgarbage()\n"
    "    lark.sleep(0)\n"
    "  end\n"
    "end)\n"
    "local fine, failed = 0, 0\n"
    "for i = 1, 12 do\n"
    "  for _, t in ipairs { list, object, { list, object } } do\n"
    "    local ok, text = pcall(lark.encode, t)\n"
    "    if ok then\n"
    "      assert(lark.decode(text))\n"
    "      fine = fine + 1\n"
    "    else\n"
    "      assert(text:find 'neither a list' or text:find 'all the time', "
    "text)\n"
    "      failed = failed + 1\n"
    "    end\n"
    "  end\n"
    "end\n"
    "over = true\n"
    "return fine + failed\n";

static void tables_may_change_meanwhile(void) {
  host h = {0};
  open_engine(&h, 1);
  run(&h, changing, 0);
  CHECK(h.status == LARK_OK && strcmp(h.result, "36") == 0);
  if (h.status != LARK_OK) fprintf(stderr, "%s\n", h.msg);
  clear(&h);
}

int main(void) {
  tables_may_change_meanwhile();
  return check_failures();
}
