-- SPDX-License-Identifier: MIT

--- The pages of docs/ that `lualark help TOPIC` shows, each with its one line. tools/topics.lua
--- embeds their text in both languages.
return {
  { name = "install", summary = "packages, building from source, another Lua" },
  { name = "getting-started", summary = "from the developer console to a first answer" },
  { name = "cookbook", summary = "cron, CI, mail, chats, databases, containers" },
  { name = "reports", summary = "from a CSV of ids to a table, a chart and a page" },
  { name = "workflows", summary = "scripts that do a whole piece of work" },
  { name = "errors", summary = "what a failed call returns, and what to do" },
  { name = "troubleshooting", summary = "it hangs, 429, a field is missing, changed ids" },
  { name = "writes", summary = "changing data: rows of a file, keys, a journal" },
  { name = "files", summary = "sending and fetching résumés, pictures, sheets" },
  { name = "events", summary = "what the platform sends by itself, and handlers" },
  { name = "privacy", summary = "what is stored of people, and how to erase it" },
  { name = "compatibility", summary = "what an upgrade keeps; systems and Luas" },
  { name = "security", summary = "reporting a weakness, and what protects secrets" },
}
