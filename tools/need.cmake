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
