-- SPDX-License-Identifier: MIT

--- The tables of Chinese sentences, below zh/: one for each command, those that several commands
--- say, and those that are said in a script's state.
return {
  "shared", "run", "listen", "call", "download", "schema", "repl", "doctor", "explain", "drift", "store", "queue",
  "events", "journal", "recording", "help",
}
