# SPDX-License-Identifier: MIT
#
# The Lua to build with: the one that pkg-config knows as lua5.4, or another, chosen with
# LUA_INCLUDE_DIR (and LUA_LIBRARY). Headers and library come from one place; what does
# not fit ends the configure step with one sentence.
#
# Sets LUA_RELEASE, as in 5.4.7; LUA_ARCHIVE and LUA_SHARED, files, which are empty where
# there is none; and the target lark_lua, for programs that use Lua themselves. lark.so
# alone needs the headers only.
need_package(LUA54 lua5.4>=5.4.4 liblua5.4-dev "the binding")
set(LUA_INCLUDE_DIR ${LUA54_INCLUDE_DIRS} CACHE PATH "Headers of the Lua to build with")
set(LUA_LIBRARY "" CACHE FILEPATH
    "The library of that Lua, liblua.a or liblua.so, where it is not beside the headers")

# Reads the release of a Lua from its lua.h. 5.1 stands for what is older.
function(read_lua_release result header)
  file(READ "${header}" text)
  set(release 5.1)
  if(text MATCHES "#define[ \t]+LUA_VERSION_MINOR(_N)?[ \t]+\"?([0-9]+)")
    set(release 5.${CMAKE_MATCH_2})
  endif()
  if(text MATCHES "#define[ \t]+LUA_VERSION_RELEASE(_N)?[ \t]+\"?([0-9]+)")
    string(APPEND release .${CMAKE_MATCH_2})
  endif()
  set(${result} ${release} PARENT_SCOPE)
endfunction()

# Checks that the headers in LUA_INCLUDE_DIR are of a Lua that the binding is written for.
function(need_lua_headers result)
  if(NOT EXISTS "${LUA_INCLUDE_DIR}/lua.h")
    message(FATAL_ERROR "LUA_INCLUDE_DIR=${LUA_INCLUDE_DIR} has no lua.h.")
  endif()
  read_lua_release(release "${LUA_INCLUDE_DIR}/lua.h")
  if(NOT release MATCHES "^5\\.[45](\\.|$)")
    message(FATAL_ERROR "LUA_INCLUDE_DIR=${LUA_INCLUDE_DIR} is Lua ${release}: "
                        "lark.so needs Lua 5.4 or 5.5.")
  endif()
  set(${result} ${release} PARENT_SCOPE)
endfunction()

# Finds the library with an ending, a or so, that belongs to the headers: where pkg-config
# says so, below the prefix of an installed Lua, or beside the headers in Lua's sources.
function(find_lua_library result ending)
  get_filename_component(folder "${LUA_INCLUDE_DIR}" ABSOLUTE)
  string(REGEX MATCH "^5\\.[0-9]" version ${LUA_RELEASE})
  set(names lua${version} lua-${version} lua)
  set(places "${folder}")
  if(LUA_INCLUDE_DIR STREQUAL LUA54_INCLUDE_DIRS)
    pkg_get_variable(libdir lua5.4 libdir)
    set(names ${LUA54_LIBRARIES})
    set(places ${LUA54_LIBRARY_DIRS} ${libdir})
  elseif(folder MATCHES "^(.*)/include(/[^/]+)?$")
    set(lib "${CMAKE_MATCH_1}/lib")
    set(places "${lib}/${CMAKE_LIBRARY_ARCHITECTURE}" "${lib}" "${lib}64")
  endif()
  list(TRANSFORM names REPLACE "(.+)" "lib\\1.${ending}")
  find_library(found NAMES ${names} NAMES_PER_DIR PATHS ${places} NO_DEFAULT_PATH NO_CACHE)
  if(NOT found)
    set(found)
  endif()
  set(${result} ${found} PARENT_SCOPE)
endfunction()

# Checks that a library is of the release that the headers are of.
function(need_same_lua file)
  set(ident)
  if(EXISTS "${file}")
    file(STRINGS "${file}" ident REGEX "[$]LuaVersion: Lua [0-9.]+" LIMIT_COUNT 1)
  endif()
  if(NOT ident MATCHES "[$]LuaVersion: Lua ([0-9.]+)")
    message(FATAL_ERROR "LUA_LIBRARY=${file} is not the library of a Lua.")
  endif()
  if(NOT CMAKE_MATCH_1 STREQUAL LUA_RELEASE)
    message(FATAL_ERROR
      "LUA_INCLUDE_DIR=${LUA_INCLUDE_DIR} is Lua ${LUA_RELEASE}, but ${file} is "
      "Lua ${CMAKE_MATCH_1}: set LUA_INCLUDE_DIR and LUA_LIBRARY to one Lua.")
  endif()
endfunction()

# Checks that an archive fits into a shared library, as hide_lua() puts it there.
function(need_position_independent file)
  set(output ${PROJECT_BINARY_DIR}/CMakeFiles/lua_fits.so)
  execute_process(
    COMMAND ${CMAKE_C_COMPILER} -shared -fPIC -DLUALARK_HIDES_LUA -o ${output}
            ${PROJECT_SOURCE_DIR}/bindings/linking/linking.c -Wl,--whole-archive ${file}
            -Wl,--no-whole-archive -Wl,--wrap=stdin,--wrap=stdout,--wrap=stderr
            -Wl,--exclude-libs,ALL -Wl,-z,text -lm
    RESULT_VARIABLE status OUTPUT_QUIET ERROR_QUIET)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR
      "${file} does not fit into a shared library, which is to hide it: compile that "
      "Lua with -fPIC, or set BUILD_SHARED_LIBS=OFF.")
  endif()
  file(REMOVE ${output})
endfunction()

need_lua_headers(LUA_RELEASE)
if(NOT LARK_BUILD_ENGINE)
  return()
endif()

if(LUA_LIBRARY MATCHES "\\.a$")
  set(LUA_ARCHIVE ${LUA_LIBRARY})
  set(LUA_SHARED)
elseif(LUA_LIBRARY)
  set(LUA_ARCHIVE)
  set(LUA_SHARED ${LUA_LIBRARY})
else()
  find_lua_library(LUA_ARCHIVE a)
  find_lua_library(LUA_SHARED so)
endif()
foreach(file ${LUA_ARCHIVE} ${LUA_SHARED})
  need_same_lua(${file})
endforeach()
set(its_lua "LUA_INCLUDE_DIR=${LUA_INCLUDE_DIR} is Lua ${LUA_RELEASE}")
if(NOT LUA_ARCHIVE AND NOT LUA_SHARED)
  message(FATAL_ERROR "${its_lua}, whose library is not beside it: set LUA_LIBRARY to its "
                      "liblua.a, or LARK_BUILD_ENGINE=OFF for lark.so alone.")
endif()
if(NOT LUA_ARCHIVE AND NOT LARK_SYSTEM_LUA)
  message(FATAL_ERROR "${its_lua}, whose liblua.a is missing, which liblualark hides in "
                      "itself: install it, or set LARK_SYSTEM_LUA=ON.")
endif()
if(NOT LUA_SHARED AND LARK_SYSTEM_LUA)
  message(FATAL_ERROR "${its_lua}, whose liblua.so is missing, which LARK_SYSTEM_LUA=ON "
                      "needs: set LUA_LIBRARY to it, or LARK_SYSTEM_LUA=OFF.")
endif()
if(BUILD_SHARED_LIBS AND NOT LARK_SYSTEM_LUA)
  need_position_independent(${LUA_ARCHIVE})
endif()

# The shared one where there is one, as programs are linked elsewhere.
add_library(lark_lua INTERFACE)
target_include_directories(lark_lua INTERFACE ${LUA_INCLUDE_DIR})
if(LUA_SHARED)
  target_link_libraries(lark_lua INTERFACE ${LUA_SHARED})
else()
  target_link_libraries(lark_lua INTERFACE ${LUA_ARCHIVE} m ${CMAKE_DL_LIBS})
endif()
