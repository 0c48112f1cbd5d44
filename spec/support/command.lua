-- SPDX-License-Identifier: MIT

--- Finds the command's own Lua files, `lualark.*`, for specs that require them.
local folder = os.getenv "LARK_SOURCE" .. "/cli/lua/"

table.insert(package.searchers, 2, function(name)
  local own = name:match "^lualark%.(.*)$"
  return own and loadfile(folder .. own:gsub("%.", "/") .. ".lua") or nil
end)

return folder
