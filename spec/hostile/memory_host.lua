-- ends: limit memory
local all, text = {}, ("x"):rep(20000)
for i = 1, 1e9 do all[i] = host.echo(text, i) end
