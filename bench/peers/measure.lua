-- SPDX-License-Identifier: MIT

--- Measures a peer, in Lua 5.1 and 5.4: `run()` makes all calls and returns the data of the
--- last answer. Prints the processor time of one call.
return function(calls, run)
  local used_s = os.clock()
  local last = run()
  used_s = os.clock() - used_s
  assert(last.referral.create_time == 1618899376474)
  print(string.format("calls=%d cpu_us=%.3f wall_s=0 per_s=0", calls, used_s * 1e6 / calls))
end
