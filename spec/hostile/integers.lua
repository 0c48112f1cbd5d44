-- ends: done "fine"
-- Sizes that overflow.
local max, min = math.maxinteger, math.mininteger
pcall(string.rep, "xx", max) pcall(string.rep, "x", max, "y")
pcall(string.rep, "", 1, ("x"):rep(10)) pcall(string.byte, "x", min, max)
pcall(string.sub, "x", min, max) pcall(table.unpack, {}, min, max)
pcall(table.unpack, {}, max - 1, max) pcall(select, min) pcall(select, max, 1)
pcall(utf8.char, max) pcall(utf8.codepoint, "x", min, max)
pcall(utf8.offset, "x", min) pcall(utf8.offset, "x", max, max)
pcall(string.find, "x", "x", min) pcall(string.find, "x", "x", max)
pcall(string.gmatch, "x", "x", min) pcall(string.gsub, "x", "x", "y", min)
pcall(string.format, "%9999d", 1) pcall(string.format, "%.99f", 1e308)
pcall(string.unpack, "s8", ("\255"):rep(8)) pcall(string.unpack, "i16", ("\255"):rep(16))
pcall(string.unpack, "x", "", max) pcall(string.packsize, ("i16"):rep(100))
pcall(string.pack, "!3i4", 1) pcall(string.packsize, "c2147483647c2147483647")
pcall(math.random, min, max) pcall(math.random, 0, min)
pcall(table.concat, {}, "", max, max) pcall(os.time, { year = max, month = max, day = max })
pcall(os.date, "%c", max) pcall(os.date, "*t", min) pcall(os.date, "*t", 2 ^ 55)
pcall(load, "x", ("x"):rep(1000)) pcall(load, "goto continue")
local _ = min // -1, min % -1, max * max
return "fine"
