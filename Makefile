# SPDX-License-Identifier: MIT
#
# Short names for what is done often; CMake presets stand behind them.
.PHONY: all test demo bench bench-limits bench-engine bench-sandbox bench-report \
  bench-memory soak asan tsan valgrind \
  fuzz lint clean

all:
	@tools/install-packages.sh build
	@mkdir -p build
	@cmake --preset default > build/configure.log 2>&1 || \
	  { cat build/configure.log; exit 1; }
	@cmake --build --preset default

# Every test, through CTest.
test:
	@tools/install-packages.sh build test
	@$(MAKE) --no-print-directory all
	ctest --preset default

# A referral report from a simulated company, as text and as a page.
demo: all
	@tools/demo.sh build

# Ratios against bare libcurl and others, side by side; ten minutes.
bench: all
	@tools/install-packages.sh bench peers
	@bench/peers/install-sdk.sh build/peers
	@BENCH_NODE_MODULES=$(CURDIR)/build/peers/node_modules lua5.4 bench/run.lua build

# What things take, and that a million calls take no more.
bench-memory: all
	@tools/install-packages.sh bench
	@lua5.4 bench/memory.lua build

# How near to the shortest time that the rate limits allow, and that nothing is
# refused; about a minute, nearly all of it asleep.
bench-limits: all
	@tools/install-packages.sh build test
	@lua5.4 bench/limits.lua build

# What the engine costs its host, and that it keeps to its time; three minutes.
bench-engine: all
	@tools/install-packages.sh build test
	@cmake --build --preset default --target bench_engine
	@lua5.4 bench/engine.lua build

# What the sandbox costs an ordinary script.
bench-sandbox: all
	@tools/install-packages.sh build test
	@cmake --build --preset default --target bench_sandbox
	@lua5.4 bench/sandbox.lua build

# 100,000 rows grouped and rendered, beside sqlite3; a minute.
bench-report: all
	@tools/install-packages.sh bench
	@cmake --build --preset default --target bench_usage
	@lua5.4 bench/report.lua build

# 100,000 calls at 2,000/s through every kind of fault, and 20,000 over tokens
# that live two seconds; about a minute. SOAK="--seed 7 --calls 5000" for others.
soak: all
	@tools/install-packages.sh build test
	@tools/soak.sh build $(SOAK)

# The tests under AddressSanitizer and UBSan; leaks are looked for in programs of
# ours, not in the interpreter that runs the specs (make valgrind does that).
asan:
	@tools/install-packages.sh build test
	cmake --preset asan
	cmake --build --preset asan
	ctest --preset asan

# Engines on several threads, and the engine's C tests, under ThreadSanitizer.
tsan: all
	@tools/install-packages.sh build test
	cmake --preset tsan
	cmake --build --preset tsan
	@tools/tsan.sh build build-tsan

# Patterns and whole scripts that a fuzzer makes up, FUZZ_SECONDS for each.
FUZZ_SECONDS ?= 30
fuzz:
	@tools/install-packages.sh build fuzz
	cmake --preset fuzz > /dev/null
	cmake --build --preset fuzz
	@tools/fuzz.sh build-fuzz $(FUZZ_SECONDS)

# The binding's specs, the C tests and a small soak under valgrind.
valgrind:
	@tools/install-packages.sh build test
	@$(MAKE) --no-print-directory all
	@tools/valgrind.sh build

# What a machine can say about the code.
lint: all
	@tools/install-packages.sh lint
	@tools/lint.sh build

clean:
	rm -rf build build-asan build-tsan build-fuzz
