# SPDX-License-Identifier: MIT
#
# Ends the configure step with one sentence when something is missing or does not
# fit.

# Finds MODULE with pkg-config, as the target PkgConfig::PREFIX. USER is what needs
# it, and PACKAGE the Debian package that has it.
macro(need_package prefix module package user)
  pkg_check_modules(${prefix} QUIET IMPORTED_TARGET "${module}")
  if(NOT ${prefix}_FOUND)
    message(FATAL_ERROR "pkg-config does not find ${module}, which ${user} needs: "
                        "install ${package}.")
  endif()
endmacro()

# Finds the program NAME as the variable PREFIX.
macro(need_program prefix name package user)
  find_program(${prefix} ${name})
  if(NOT ${prefix})
    message(FATAL_ERROR
      "The program ${name} is missing, which ${user} needs: install ${package}.")
  endif()
endmacro()

# Checks that the headers in FOLDER, the value of VARIABLE, are of a Lua that the
# binding is written for.
function(need_lua_headers variable folder)
  if(NOT EXISTS "${folder}/lua.h")
    message(FATAL_ERROR "${variable}=${folder} has no lua.h.")
  endif()
  file(READ "${folder}/lua.h" text)
  set(version 5.1)
  if(text MATCHES "#define[ \t]+LUA_VERSION_MINOR(_N)?[ \t]+\"?([0-9]+)")
    set(version 5.${CMAKE_MATCH_2})
  endif()
  if(NOT version MATCHES "^5\\.[45]$")
    message(FATAL_ERROR
      "${variable}=${folder} is Lua ${version}: lark.so needs Lua 5.4 or 5.5.")
  endif()
endfunction()

# Checks that the option NAME is off where one that it NEEDS is.
function(need_options name)
  foreach(needed ${ARGN})
    if(${name} AND NOT ${needed})
      message(FATAL_ERROR "${name}=ON needs ${needed}=ON: set both, or neither.")
    endif()
  endforeach()
endfunction()

# Checks that nobody has set an option of ours that does not exist. To be called
# after the last option.
function(refuse_unknown_options)
  get_cmake_property(names CACHE_VARIABLES)
  foreach(name ${names})
    get_property(type CACHE ${name} PROPERTY TYPE)
    if(name MATCHES "^LARK_" AND type STREQUAL "UNINITIALIZED")
      message(FATAL_ERROR "There is no option ${name}; docs/embedding.md lists them.")
    endif()
  endforeach()
endfunction()
