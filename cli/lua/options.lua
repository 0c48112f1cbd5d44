-- SPDX-License-Identifier: MIT

--- Options that several commands take.
---
--- A command lists its options as data. The parser (src/base/arguments.c), `--help`
--- (help.lua), the shells' completion (commands/complete.lua) and the manual page
--- (tools/manual.lua) read it.
local M = {}

--- @class lualark.option
--- @field name string       without its dashes
--- @field argument? string  stands for its value in the help; nil: it takes none
--- @field help? string      what it does; nil: the help leaves it out
--- @field values? string[]  the values that it can have
--- @field repeats? boolean  true: it may be given several times; its values are a list
--- @field variable? string  the variable of the environment that it goes before

-- The formats of the report library's renderers.
local RENDERED = { "table", "json", "ndjson", "csv", "md", "html", "xlsx" }

-- The words with the first one as the default: "table (default), json or csv".
local function choice(words)
  local most = { words[1] .. " (default)", table.unpack(words, 2, #words - 1) }
  return table.concat(most, ", ") .. " or " .. words[#words]
end

--- @param values string[]  those that the command knows; the first is the default
--- @return lualark.option
function M.format(values)
  return { name = "format", argument = "FORMAT", help = choice(values), values = values }
end

--- The option --format of a command that renders its result.
--- @param default string  a format of the renderers, or one of the command's own
--- @return lualark.option
function M.rendered(default)
  local values = { default }
  for _, format in ipairs(RENDERED) do
    if format ~= default then values[#values + 1] = format end
  end
  return M.format(values)
end

M.output = {
  name = "output", argument = "FILE",
  help = "write there instead of to standard output (-); the ending chooses the format",
}

M.output_or_folder = {
  name = "output", argument = "FILE",
  help = M.output.help .. "; with FOLDER/ each table of a report is a csv file there, named by "
    .. "its id",
}

M.table = {
  name = "table", argument = "NAME",
  help = "only the table of a report with that title or id; in csv nothing but its rows",
}

M.totals = { name = "totals", help = "csv: a last line with the totals of columns that have one" }

-- Options that choose what is shown of rows: see options/choice.lua.
M.columns = {
  name = "columns", argument = "KEY,...",
  help = "only these fields of the rows, in this order; nested ones with dots",
}

M.where = {
  name = "where", argument = "KEY=VALUE", repeats = true,
  help = "only rows whose field is VALUE, or is shown so; KEY= takes those without the field; "
    .. "given several times, all must hold",
}

M.sort = {
  name = "sort", argument = "KEY,...",
  help = "sort by these fields; -KEY puts the greatest first",
}

M.limit = { name = "limit", argument = "N", help = "only the first N rows" }

M.vertical = {
  name = "vertical",
  help = "table: a block of lines for each row, and nothing is cut",
}

M.replay = {
  name = "replay", argument = "FILE",
  help = "answer from FILE alone: no network, no credentials",
}

M.max_age = {
  name = "max-age", argument = "SPAN",
  help = "with --record: ask again for answers that are older, such as 12h or 7d",
}

M.redact = {
  name = "redact", argument = "FIELDS",
  help = "with --record: keep pseudonyms of personal data: default, or names of fields with "
    .. "commas; every call is sent",
}

M.redact_key = {
  name = "redact-key", argument = "FILE",
  help = "the key of the pseudonyms; by default the recording's name with -key: never give it "
    .. "away with the recording",
}

M.define = {
  name = "define", argument = "FILE",
  help = "also knows the endpoints that FILE defines (docs/definitions.md); by default the "
    .. "file that LARK_DEFINE names",
}

-- Options that clients read from the environment; given, they go before it.
M.profile = {
  name = "profile", argument = "NAME", variable = "LARK_PROFILE",
  help = "take credentials that the environment lacks from the section [NAME] of "
    .. "~/.config/lualark/profiles.ini",
}

M.store = {
  name = "store", argument = "URL", variable = "LARK_STORE",
  help = "share the token and the rate limits with other processes on a Redis server: "
    .. "redis://host:port/db",
}

M.ca_file = {
  name = "ca-file", argument = "FILE", variable = "LARK_CA_FILE",
  help = "trust the PEM certificates of FILE",
}

M.lenient = {
  name = "lenient", variable = "LARK_LENIENT",
  help = "read answers with odd values: U+FFFD stands for damaged text, and text for numbers "
    .. "that are too large",
}

M.quiet = {
  name = "quiet",
  help = "show no progress, on a terminal either: for cron, which mails what is said",
}

M.verbose = {
  name = "verbose",
  help = "log every attempt of a call on standard error; LARK_LOG=FILE appends the log to a "
    .. "file (- for standard error)",
}

M.lang = {
  name = "lang", argument = "LANGUAGE", values = { "en", "zh" },
  help = "en or zh: the language of messages and reports; by default that of LARK_LANG, or of "
    .. "the locale. Also before the command",
}

M.help = { name = "help" }

M.version = { name = "version" }

return M
