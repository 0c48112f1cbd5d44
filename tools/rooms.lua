-- SPDX-License-Identifier: MIT

--- Checks that dependencies between files and between rooms run one way.
---
---     lua5.4 tools/rooms.lua [ROOT]          checks, and prints what is wrong
---     lua5.4 tools/rooms.lua --map [ROOT]    prints each room and the rooms that it uses
---
--- A unit is a file and its header, such as loop.c and loop.h. It depends on a unit whose
--- header it includes, and on one that defines a function or a variable that it names. The
--- CMakeLists.txt files say which rooms there are and what each uses (tools/rooms.cmake).
--- Fails, and prints the edges, where
---
---   - units depend on each other in a circle,
---   - a room depends on one that it does not use, directly or through others, or
---   - two rooms of a folder have a header of one name: an include would mean either, or
---   - a header has the name of one of C's or POSIX's: those include each other.
---
--- Every folder further up may use what a public header declares.

local wants_map = arg[1] == "--map"
local root = arg[wants_map and 2 or 1] or "."

-- From the ground up. The simulator stands beside them, and uses none.
local FOLDERS = { "core", "bindings", "cli", "simulator" }
local FLOOR = { core = 1, bindings = 2, cli = 3 }

-- ----------------------------------------------------------------------- reading

local function read(path)
  local file = io.open(path, "rb")
  if not file then return nil end
  local text = file:read "a"
  file:close()
  return text
end

-- The files of a folder, sorted, so that each run prints the same.
local function list(folder)
  local pipe = assert(io.popen(("ls -- '%s' 2>/dev/null"):format(folder:gsub("'", "'\\''"))))
  local names = {}
  for name in pipe:lines() do names[#names + 1] = name end
  pipe:close()
  return names
end

-- C without comments and without what stands in strings; lines stay lines.
local function strip(text)
  text = text:gsub("\\\n", " \n")
  text = text:gsub("//[^\n]*", "")
  text = text:gsub("/%*.-%*/", function(comment) return (comment:gsub("[^\n]", "")) end)
  text = text:gsub('\\[\\"\']', "")
  text = text:gsub("'[^'\n]*'", "0")
  return (text:gsub('"[^"\n]*"', '""'))
end

-- ------------------------------------------------------------------------- rooms

-- Every add_room(HOUSE FOLDER [USES ROOM...]), by its full name HOUSE.ROOM.
local function find_rooms()
  local rooms, order = {}, {}
  for _, folder in ipairs(FOLDERS) do
    local text = (read(("%s/%s/CMakeLists.txt"):format(root, folder)) or ""):gsub("#[^\n]*", "")
    for words in text:gmatch "add_room%(([^)]*)%)" do
      local room, used
      for word in words:gmatch "%S+" do
        if not room then
          room = { house = word, top = folder, uses = {} }
        elseif not room.folder then
          room.folder = folder .. "/" .. word
          room.name = room.house .. "." .. word:match "[^/]+$"
        elseif word == "USES" then
          used = true
        elseif used then
          room.uses[#room.uses + 1] = word:find(".", 1, true) and word
            or room.house .. "." .. word
        end
      end
      rooms[room.name] = room
      order[#order + 1] = room
    end
  end
  return rooms, order
end

-- The rooms that a room may depend on: itself, what it uses, and what that uses.
local function reach(rooms, room, into)
  into = into or {}
  if into[room.name] then return into end
  into[room.name] = true
  for _, name in ipairs(room.uses) do
    assert(rooms[name], ("%s uses %s, which is no room"):format(room.name, name))
    reach(rooms, rooms[name], into)
  end
  return into
end

-- ------------------------------------------------------------------------- units

-- The names that a C file defines for others: `name(...) {` and `name =` or `name[] =` that begin
-- in the first column and are not static.
local function definitions(code)
  local found = {}
  -- Bodies and initialisers, out of the way.
  local outside = code:gsub("#[^\n]*", ""):gsub("%b{}", "{}")
  for statement in outside:gmatch "[^;{}]+[;{}]" do
    local is_body = statement:sub(-1) == "{"
    local head = statement:gsub("__attribute__%s*%b()+", ""):gsub("^%s+", "")
    if is_body and not head:find "^static%f[%W]" and not head:find "^typedef%f[%W]"
      and not head:find '^extern%s+""' then
      local name = head:match "([%a_][%w_]*)%s*%b()%s*{$"
        or head:match "([%a_][%w_]*)%s*%b[]%s*=%s*{$" or head:match "([%a_][%w_]*)%s*=%s*{$"
      if name then found[#found + 1] = name end
    end
  end
  return found
end

-- The bodies in a header: what it names outside of them it declares. Lines stay lines.
local function bodies(code)
  local kept, place = {}, 1
  for start, body, stop in code:gmatch "%)%s*()(%b{})()" do
    kept[#kept + 1] = code:sub(place, start - 1):gsub("[^\n]", "")
    kept[#kept + 1] = body
    place = stop
  end
  kept[#kept + 1] = code:sub(place):gsub("[^\n]", "")
  return table.concat(kept)
end

-- Names that a header declares: functions, and variables behind `extern`.
local function declarations(code, into)
  for name in code:gmatch "([%a_][%w_]*)%s*%b()" do into[name] = true end
  for words in code:gmatch "extern%f[%W]([^;]+);" do
    local name = words:gsub("%b[]", ""):match "([%a_][%w_]*)%s*$"
    if name then into[name] = true end
  end
end

local function read_source(folder, file)
  local text = read(("%s/%s/%s"):format(root, folder, file))
  return { path = folder .. "/" .. file, text = text, code = strip(text) }
end

-- Every unit, and which ones a header's name, and a symbol, lead to.
local function find_units(order)
  local tree = { units = {}, headers = {}, symbols = {}, public = {} }
  local declared, defined = {}, {}
  for _, room in ipairs(order) do
    local units = {}
    for _, file in ipairs(list(root .. "/" .. room.folder)) do
      local stem, ending = file:match "^(.*)%.(%a+)$"
      if ending == "c" or ending == "h" or ending == "cc" then
        local unit = units[stem]
        if not unit then
          unit = { key = room.folder .. "/" .. stem, room = room, files = {}, edges = {} }
          units[stem], tree.units[#tree.units + 1] = unit, unit
        end
        local source = read_source(room.folder, file)
        unit.files[#unit.files + 1] = source
        if ending == "h" then
          tree.headers[file] = tree.headers[file] or {}
          table.insert(tree.headers[file], unit)
          declarations(source.code, declared)
          source.code = bodies(source.code)
        else
          for _, name in ipairs(definitions(source.code)) do defined[name] = unit end
        end
      end
    end
  end
  for _, folder in ipairs(FOLDERS) do
    for _, file in ipairs(list(("%s/%s/include"):format(root, folder))) do
      if file:find "%.h$" then
        declarations(read_source(folder .. "/include", file).code, tree.public)
      end
    end
  end
  -- A name that no header declares is a file's own, or another's field.
  for name, unit in pairs(defined) do
    if declared[name] or tree.public[name] then tree.symbols[name] = unit end
  end
  return tree
end

-- The unit whose header an include means: houses may have headers of one name.
local function included(tree, room, header)
  local found
  for _, unit in ipairs(tree.headers[header] or {}) do
    if room.reach[unit.room.name] then return unit end
    found = found or unit
  end
  return found
end

-- Whether `unit` names a public symbol of a folder below its own.
local function is_public(tree, unit, other, name)
  local own, its = FLOOR[unit.room.top], FLOOR[other.room.top]
  return tree.public[name] and own and its and its < own
end

-- Whether two units are linked into one program: the simulator is one of its own, so a
-- name that it shares with another folder is not the same symbol.
local function is_linked(unit, other)
  return (FLOOR[unit.room.top] == nil) == (FLOOR[other.room.top] == nil)
end

-- Notes that `unit` depends on `other`, and the first place that shows it.
local function add_edge(unit, other, path, line, why)
  if not other or other == unit or unit.edges[other] then return end
  unit.edges[other] = ("%s:%d: %s"):format(path, line, why)
  unit.edges[#unit.edges + 1] = other
end

local function lines(text)
  local number = 0
  local next_line = (text .. "\n"):gmatch "(.-)\n"
  return function()
    number = number + 1
    local line = next_line()
    if line then return number, line end
  end
end

local function find_edges(tree)
  for _, unit in ipairs(tree.units) do
    for _, source in ipairs(unit.files) do
      for number, line in lines(source.text) do
        local header = line:match '^%s*#%s*include%s+"([^"]+)"'
        if header then
          header = header:match "[^/]+$"
          add_edge(unit, included(tree, unit.room, header), source.path, number,
            "includes " .. header)
        end
      end
      for number, line in lines(source.code) do
        for name in line:gmatch "[%a_][%w_]*" do
          local other = tree.symbols[name]
          if other and is_linked(unit, other) and not is_public(tree, unit, other, name) then
            add_edge(unit, other, source.path, number, "uses " .. name)
          end
        end
      end
    end
  end
end

-- ----------------------------------------------------------------------- checking

-- Tarjan's strongly connected components: each with more than one unit is a circle.
local function find_circles(units)
  local index, low, on_stack, stack, count, circles = {}, {}, {}, {}, 0, {}
  local function visit(unit)
    count = count + 1
    index[unit], low[unit] = count, count
    stack[#stack + 1], on_stack[unit] = unit, true
    for _, other in ipairs(unit.edges) do
      if not index[other] then
        visit(other)
        low[unit] = math.min(low[unit], low[other])
      elseif on_stack[other] then
        low[unit] = math.min(low[unit], index[other])
      end
    end
    if low[unit] ~= index[unit] then return end
    local circle = {}
    repeat
      local last = table.remove(stack)
      on_stack[last] = nil
      circle[#circle + 1], circle[last] = last, true
    until last == unit
    if #circle > 1 then circles[#circles + 1] = circle end
  end
  for _, unit in ipairs(units) do
    if not index[unit] then visit(unit) end
  end
  return circles
end

local function say_circle(circle)
  local keys = {}
  for _, unit in ipairs(circle) do keys[#keys + 1] = unit.key end
  table.sort(keys)
  print(("rooms: %d files depend on each other in a circle: %s"):format(#keys,
    table.concat(keys, ", ")))
  for _, unit in ipairs(circle) do
    for _, other in ipairs(unit.edges) do
      if circle[other] then
        print(("  %s -> %s  (%s)"):format(unit.key, other.key, unit.edges[other]))
      end
    end
  end
end

local function say_strays(units)
  local count = 0
  for _, unit in ipairs(units) do
    local room = unit.room
    for _, other in ipairs(unit.edges) do
      if not room.reach[other.room.name] then
        count = count + 1
        print(("rooms: %s may not use %s: %s -> %s  (%s)"):format(room.name, other.room.name,
          unit.key, other.key, unit.edges[other]))
      end
    end
  end
  return count
end

local function say_namesakes(headers)
  local count, names = 0, {}
  for name in pairs(headers) do names[#names + 1] = name end
  table.sort(names)
  for _, name in ipairs(names) do
    local first = {}
    for _, unit in ipairs(headers[name]) do
      local top = unit.room.top
      if first[top] then
        count = count + 1
        print(("rooms: two headers of one name in %s: %s.h, %s.h"):format(top, first[top].key,
          unit.key))
      end
      first[top] = first[top] or unit
    end
  end
  return count
end

-- Headers of C and POSIX that stand in no folder of their own. An -I of ours comes before
-- theirs: <string.h>, say, would get our strings.h.
local STANDARD = {}
for name in ([[
  aio assert complex cpio ctype dirent dlfcn errno fcntl fenv float fmtmsg fnmatch ftw glob grp
  iconv inttypes iso646 langinfo libgen limits locale math monetary mqueue ndbm netdb nl_types
  poll pthread pwd regex sched search semaphore setjmp signal spawn stdalign stdarg stdatomic
  stdbool stddef stdint stdio stdlib stdnoreturn string strings syslog tar termios
  tgmath threads time uchar ulimit unistd utime utmpx wchar wctype wordexp
]]):gmatch "%S+" do STANDARD[name .. ".h"] = true end

local function say_standard(headers)
  local count = 0
  for name, units in pairs(headers) do
    if STANDARD[name] then
      count = count + 1
      print(("rooms: %s.h has the name of a header of C or POSIX"):format(units[1].key))
    end
  end
  return count
end

local rooms, order = find_rooms()
for _, room in ipairs(order) do room.reach = reach(rooms, room) end
if wants_map then
  for _, room in ipairs(order) do
    print(room.name, room.folder, table.concat(room.uses, " "))
  end
  return
end
local tree = find_units(order)
find_edges(tree)
local circles = find_circles(tree.units)
for _, circle in ipairs(circles) do say_circle(circle) end
local strays = say_strays(tree.units)
local namesakes = say_namesakes(tree.headers)
local standard = say_standard(tree.headers)
if #circles + strays + namesakes + standard > 0 then os.exit(1) end
print(("rooms: %d rooms, %d files, no circle"):format(#order, #tree.units))
