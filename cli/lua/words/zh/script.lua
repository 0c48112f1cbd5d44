-- SPDX-License-Identifier: MIT

--- The sentences that are said in the script's state, under `lualark run`: see run/inside.lua.
return {
  ["%s: %s"] = "%s：%s",
  ["%s (%d rows): %s"] = "%s（%d 行）：%s",
  ["%s returns a %s; it returns a table: endpoints by name"] =
    "%s 返回了 %s；应返回一个 table：以名称为键的接口",
}
