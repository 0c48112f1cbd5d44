# SPDX-License-Identifier: MIT
#
# Short names for frequent tasks; CMake presets do the work.
.PHONY: all test test-luas demo bench bench-limits bench-shared bench-engine \
  bench-sandbox bench-kernels bench-report bench-memory bench-growth bench-events soak \
  soak-long test-gateways asan tsan valgrind \
  fuzz lint abi clean install uninstall deb test-deb test-rock test-reproducible \
  test-debian test-valkey test-skynet

all:
	@tools/install-packages.sh build
	@mkdir -p build
	@cmake --preset default > build/configure.log 2>&1 || \
	  { cat build/configure.log; exit 1; }
	@cmake --build --preset default

# Runs every test, through CTest.
test:
	@tools/install-packages.sh build test
	@$(MAKE) --no-print-directory all
	ctest --preset default

# The engine's C tests, the hostile scripts and the binding's specs on the Luas of
# other Debian releases; a few minutes. Does nothing without network, unless CI is set.
test-luas: all
	@tools/install-packages.sh test
	@tools/test-luas.sh build

# A referral report from a simulated company, as text and as a page.
demo: all
	@tools/demo.sh build

# Installs below PREFIX (/usr/local if not given), and DESTDIR in front of it.
install: all
	cmake --install build $(if $(PREFIX),--prefix "$(PREFIX)")
	@cp build/install_manifest.txt build/installed.txt

# Removes what the last `make install` installed.
uninstall:
	@tools/uninstall.sh build/installed.txt

# Ratios against bare libcurl and others, side by side; ten minutes.
bench: all
	@tools/install-packages.sh bench peers
	@bench/peers/install-sdk.sh build/peers
	@BENCH_NODE_MODULES=$(CURDIR)/build/peers/node_modules lua5.4 bench/run.lua build

# What one of many costs, at four sizes; half a minute.
bench-growth: all
	@lua5.4 bench/growth.lua build

# Measures memory, and checks that a million calls need no more.
bench-memory: all
	@tools/install-packages.sh bench
	@lua5.4 bench/memory.lua build

# Compares with the shortest time that the rate limits allow, and counts refusals;
# about a minute, nearly all of it asleep.
bench-limits: all
	@tools/install-packages.sh build test
	@lua5.4 bench/limits.lua build

# Processes that share an app through a Redis server: limits, a server that is killed,
# a queue, processor time; three minutes.
bench-shared: all
	@tools/install-packages.sh build test
	@lua5.4 bench/shared.lua $(CURDIR)/build

# Measures what the engine costs its host, and its frame times; three minutes.
bench-engine: all
	@tools/install-packages.sh build test
	@cmake --build --preset default --target bench_engine
	@lua5.4 bench/engine.lua build

# Measures what the sandbox costs an ordinary script.
bench-sandbox: all
	@tools/install-packages.sh build test
	@cmake --build --preset default --target bench_sandbox
	@lua5.4 bench/sandbox.lua build

# Compares kernels as scripts of an engine with a stock lua5.4; a quarter of an hour.
bench-kernels: all
	@tools/install-packages.sh build test
	@cmake --build --preset default --target bench_kernels
	@lua5.4 bench/kernels.lua build

# What it costs to receive events, compared with the platform's SDK for Node; two minutes.
bench-events: all
	@tools/install-packages.sh bench
	@bench/peers/install-sdk.sh build/peers
	@BENCH_NODE_MODULES=$(CURDIR)/build/peers/node_modules lua5.4 bench/events.lua build

# Groups and renders 100,000 rows, compared with sqlite3; a minute.
bench-report: all
	@tools/install-packages.sh bench
	@cmake --build --preset default --target bench_usage
	@lua5.4 bench/report.lua build

# 100,000 calls at 2,000/s through every kind of fault, and 20,000 over tokens
# that live two seconds; about a minute. SOAK="--seed 7 --calls 5000" for others.
soak: all
	@tools/install-packages.sh build test
	@tools/soak.sh build $(SOAK)

# Ten million calls and a million scripts over an hour: neither memory nor the cost of one
# may grow. SOAK="60 166000 16600" (seconds, calls, scripts) for a minute.
soak-long: all
	@tools/install-packages.sh build test
	@tools/soak-long.sh build $(SOAK)

# 20,000 POSTs through each of nginx, HAProxy, Apache and Caddy while they reload,
# counted at the upstream, and calls through Squid and tinyproxy, which refuse and die;
# two minutes. GATEWAYS="2000 20 nginx" for fewer.
test-gateways: all
	@tools/install-packages.sh build test
	@tools/unpack-gateways.sh build
	@LARK_SOURCE=$(CURDIR) LARK_BUILD=$(CURDIR)/build \
	  LUA_PATH="$(CURDIR)/scripts/?.lua;$(CURDIR)/spec/?.lua;;" \
	  LUA_CPATH="$(CURDIR)/build/lib/lua/5.4/?.so;;" \
	  lua5.4 spec/gateways/run.lua $(GATEWAYS)

# Runs the tests under AddressSanitizer and UBSan. Checks our own programs for
# leaks, but not the interpreter that runs the specs (make valgrind does).
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

# Runs the fuzzers for patterns, scripts and hosts at once, for FUZZ_SECONDS; the same
# inputs again with FUZZ_SEED.
FUZZ_SECONDS ?= 30
FUZZ_SEED ?= 0
fuzz:
	@tools/install-packages.sh build fuzz
	cmake --preset fuzz > /dev/null
	cmake --build --preset fuzz
	@tools/fuzz.sh build-fuzz $(FUZZ_SECONDS) $(FUZZ_SEED)

# The binding's specs, the C tests and a small soak under valgrind.
valgrind:
	@tools/install-packages.sh build test
	@$(MAKE) --no-print-directory all
	@tools/valgrind.sh build

# Runs services on a real skynet, built already in the folder SKYNET, against the
# simulator; two minutes. docs/skynet.md shows how to use it.
test-skynet: all
	@tools/install-packages.sh build test
	@tools/skynet.sh "$(SKYNET)" build build-skynet

# Checks format, style, rooms and common mistakes.
lint: all
	@tools/install-packages.sh lint
	@tools/lint.sh build

# Writes the dumps of the binary interface anew: packaging/abi/README.md.
abi: all
	@tools/install-packages.sh lint
	@tools/abi.sh record build

# Builds the Debian packages into build/deb.
deb:
	@tools/install-packages.sh build deb
	@tools/deb.sh build

# Installs the Debian packages in a bare chroot, and tries them. As root; five minutes.
test-deb: deb
	@tools/test-deb.sh build

# Installs the rock with luarocks, and requires what it has.
test-rock:
	@tools/install-packages.sh build rock
	@tools/test-rock.sh build

# Builds twice, in different folders, and compares what is installed.
test-reproducible:
	@tools/install-packages.sh build
	@tools/test-reproducible.sh build

# Runs `make demo` and `make test` in a chroot of another Debian. As root;
# RELEASE=trixie or sid; about twenty minutes. ARCH=arm64, where the machine is another:
# without the tests that measure time, under qemu-user; hours.
RELEASE ?= trixie
test-debian:
	@tools/test-debian.sh build $(RELEASE) $(ARCH)

# The tests of the store on Valkey, in a chroot of Debian 13. As root; five minutes.
test-valkey:
	@tools/test-debian.sh build trixie "$$(dpkg --print-architecture)" \
	  "tools/test-valkey.sh build"

clean:
	rm -rf build build-asan build-tsan build-fuzz build-skynet
