-- SPDX-License-Identifier: MIT

--- How many times as long things may take here: more than once on machines that are emulated
--- (LARK_TEST_PATIENCE).
return math.tointeger(tonumber(os.getenv "LARK_TEST_PATIENCE")) or 1
