# SPDX-License-Identifier: MIT
#
# Short names for what is done often; CMake presets stand behind them.
.PHONY: all test demo bench asan valgrind lint clean

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

# Ratios against bare libcurl and others, side by side.
bench: all
	@tools/install-packages.sh bench
	@cmake --build --preset default --target bench_bare_curl
	@lua5.4 bench/run.lua build

# The tests under AddressSanitizer and UBSan; leaks are looked for in programs of
# ours, not in the interpreter that runs the specs (make valgrind does that).
asan:
	@tools/install-packages.sh build test
	cmake --preset asan
	cmake --build --preset asan
	ctest --preset asan

# The binding's specs and the C tests under valgrind.
valgrind:
	@tools/install-packages.sh build test
	@$(MAKE) --no-print-directory all
	@tools/valgrind.sh build

# What a machine can say about the code.
lint: all
	@tools/install-packages.sh lint
	@tools/lint.sh build

clean:
	rm -rf build build-asan
