-- ends: done [1229,9973,"2,3,5,7,11",3628800]
local composite, primes = {}, {}
for n = 2, 10000 do
  if not composite[n] then
    primes[#primes + 1] = n
    for multiple = n * n, 10000, n do composite[multiple] = true end
  end
end
local function factorial(n, product)
  if n == 0 then return product or 1 end
  return factorial(n - 1, n * (product or 1))
end
return { #primes, primes[#primes], table.concat(primes, ",", 1, 5), factorial(10) }
