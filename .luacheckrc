std = "lua54"
max_line_length = 100
codes = true

-- Catalog files are written in the catalog's own words; `string` is a type there, too.
files["core/catalog/**/*.lua"] = {
  read_globals = { "id", "time_ms", "time_ms_string", "time_s", "time_s_string", "digits",
    "download", "file", "any", "object", "array", "map",
    "integer", "number", "boolean", "import" },
  max_line_length = 120,
}
-- Tables of sentences: English to Chinese, a line each.
for _, tables in ipairs { "core/catalog/**/zh*.lua", "core/words/*.lua",
  "bindings/words/*.lua", "bindings/api.zh.lua", "cli/words/*.lua", "cli/lua/words/*.lua", "cli/lua/words/**/*.lua", "scripts/lark/words/*.lua" } do
  files[tables] = { max_line_length = false }
end
-- Scripts that run on a Redis server.
files["core/src/redis/scripts/*.lua"] = {
  std = "lua51", read_globals = { "redis", "KEYS", "ARGV" },
}
files["spec/**/*.lua"] = { std = "+busted" }
files["examples/**/*_spec.lua"] = { std = "+busted" }
-- Scripts that nobody would want to have written.
exclude_files = { "spec/hostile/**/*.lua", "build*/**" }
