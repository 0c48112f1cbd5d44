-- ends: limit longer than
while not false do repeat local a <const> = 1 until a == 1 goto next ::next:: end
