-- SPDX-License-Identifier: MIT

--- The tables of Chinese sentences, below zh/: one for each command, and those that several
--- commands say.
return { "shared" }
