-- SPDX-License-Identifier: MIT

-- The service that has the client of all others.
local lark = require "lark"
require("lark.skynet.service").start(lark.client { deadline = 30, limits = false })
