-- ends: limit longer than
for _ = math.mininteger, math.maxinteger do end
