-- SPDX-License-Identifier: MIT

--- lualark download: a file from an address that the platform gave.
local amount = require "lualark.options.amount"
local lark = require "lark"
local option = require "lualark.options"
local status = require "lualark.status"
local words = require "lualark.words"

local M = {
  name = "download",
  arguments = "URL PATH",
  operands = { "url", rest = "file" },
  summary = "fetch a file from an address that the platform gave",
  about = [[
Fetches a file, such as a resume from the `url` that hire.attachment.get answers with.
It goes into PATH once all of it has come, or to standard output where PATH is `-`.
No token is sent. After a lost connection it goes on where it was, if the server can.

Files come from the hosts of the platform and of LARK_BASE_URL; --host allows another.
]],
  options = {
    {
      name = "host", argument = "HOST", repeats = true,
      help = "a further host that the file may come from; may be repeated",
    },
    {
      name = "max-bytes", argument = "SIZE",
      help = "refuse a larger file, such as 300M; by default 1G",
    },
    option.ca_file,
    option.quiet,
  },
  notes = [[
Most addresses work for 30 minutes. Put them in quotes: they hold characters that mean
something to a shell.
]],
}

local function to_stdout(piece)
  return io.stdout:write(piece) ~= nil
end

function M.run(terminal, given)
  local url, path, more = table.unpack(given.rest)
  if not url or not path or more then
    return status.usage("download", words "which URL, and into which file?")
  end
  local options = { hosts = given.options.host }
  local limit = given.options["max-bytes"]
  if limit then
    options.max_bytes = amount.read(limit, amount.BYTES, 2 ^ 50)
    if not options.max_bytes then
      return status.usage("download",
        words("--max-bytes takes a size such as 300M, not %q", limit))
    end
  end
  local look, erase = require("lualark.output.progress").meter(terminal, given.options.quiet)
  options.progress = function(bytes, total)
    if total then look(bytes, total) end
  end
  local done, err = terminal.with_interrupt(lark.download, url, path == "-" and to_stdout or path,
    options)
  erase()
  if not done then
    status.say(err)
    return status.of(err)
  end
  if path == "-" then
    if not io.stdout:flush() then return status.FAILED end
  else
    status.say(words("%s: %d bytes", path, done.bytes))
  end
  return status.DONE
end

return M
