# SPDX-License-Identifier: MIT
#
# Options that choose the parts to build. A project that takes this one in (add_subdirectory, FetchContent)
# gets the libraries; the rest is off unless it asks.
set(lark_whole ${PROJECT_IS_TOP_LEVEL})
option(LARK_BUILD_ENGINE "Build liblualark, the engine that runs scripts" ON)
if(NOT LARK_BUILD_ENGINE)
  set(lark_whole OFF)
endif()
option(LARK_BUILD_CLI "Build lualark, the command" ${lark_whole})
option(LARK_BUILD_SIMULATOR "Build lark-simulator" ${PROJECT_IS_TOP_LEVEL})
option(LARK_BUILD_EXAMPLES "Build the example programs" ${lark_whole})
option(LARK_BUILD_BENCH "Build the programs of the benchmarks" ${lark_whole})
if(NOT (LARK_BUILD_CLI AND LARK_BUILD_SIMULATOR AND LARK_BUILD_EXAMPLES
        AND LARK_BUILD_BENCH))
  set(lark_whole OFF)
endif()
option(LARK_BUILD_TESTS "Build the tests, where busted is installed" ${lark_whole})

foreach(name CLI EXAMPLES BENCH)
  need_options(LARK_BUILD_${name} LARK_BUILD_ENGINE)
endforeach()
need_options(LARK_BUILD_TESTS LARK_BUILD_CLI LARK_BUILD_SIMULATOR
             LARK_BUILD_EXAMPLES LARK_BUILD_BENCH)
if(LARK_BUILD_ENGINE AND CMAKE_SIZEOF_VOID_P LESS 8)
  message(FATAL_ERROR "The engine needs a machine of 64 bits: for the core and "
                      "lark.so alone, set -DLARK_BUILD_ENGINE=OFF.")
endif()

# Where what others look for is installed, below the prefix.
set(LARK_LUA_MODULES lib/lua/5.4 CACHE STRING "The folder of lark.so")
set(LARK_ZSH_COMPLETION zsh/site-functions CACHE STRING
    "The folder of zsh's functions, below the one for data")

# Distributions set it OFF: they mend a shared library once for all that use it.
option(LARK_STATIC_PARTS
       "Link SQLite, libedit and Lua into the programs where archives are there" ON)
set(lark_system_lua OFF)
if(NOT LARK_STATIC_PARTS)
  set(lark_system_lua ON)
endif()
option(LARK_SYSTEM_LUA "Link liblualark with the system's liblua, not one of its own"
       ${lark_system_lua})

# Not in the cache: a project that takes this one in has its own default.
if(NOT DEFINED BUILD_SHARED_LIBS)
  set(BUILD_SHARED_LIBS ON)
endif()

option(LARK_CRYPTO "Decrypt events by OpenSSL's libcrypto, where it is there; the store on \
Redis and long connections need it, too" ON)
option(LARK_LISTEN "Build long connections for events, where libwslay and OpenSSL are there" ON)
option(LARK_REDIS "Build the store on Redis, where hiredis and OpenSSL are there" ON)

set(SANITIZE "" CACHE STRING "Sanitizers, such as address,undefined or thread")
if(NOT SANITIZE MATCHES "^((address|leak|thread|undefined)(,|$))*$")
  message(FATAL_ERROR "SANITIZE=${SANITIZE} is not a list of address, leak, thread "
                      "and undefined, with commas between them.")
endif()
option(LUAS "Build the tests that run on the Luas of other Debian releases" OFF)
option(FUZZ "Build the fuzzers, with clang" OFF)
if(FUZZ AND NOT CMAKE_C_COMPILER_ID MATCHES "Clang")
  message(FATAL_ERROR
    "FUZZ=ON needs clang: set -DCMAKE_C_COMPILER=clang -DCMAKE_CXX_COMPILER=clang++.")
endif()
