-- ends: done ["hi ada",false]
local loaded = {}
_G.package = { loaded = loaded, preload = { friendly = error } }
return { require("friendly").greet "ada", (pcall(require, "package")) }
