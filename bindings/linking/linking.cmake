# SPDX-License-Identifier: MIT
#
# How liblualark gets its Lua: hidden in it, or as the system's, which the whole program
# shares.
#
# Debian's archive is not compiled for shared libraries, but only its uses of stdin,
# stdout and stderr do not fit in one: --wrap leads them to pointers of ours (linking.c).

# The objects of all rooms of HOUSES, as a list.
function(get_objects result)
  set(objects)
  foreach(house ${ARGN})
    get_target_property(rooms ${house} ROOMS)
    list(TRANSFORM rooms REPLACE "(.+)" "$<TARGET_OBJECTS:\\1>")
    list(APPEND objects ${rooms})
  endforeach()
  set(${result} ${objects} PARENT_SCOPE)
endfunction()

# Puts the archive of a Lua into a shared library, and hides it: the program may
# carry another Lua, and the Lua that the engine was tested with is the one that runs.
function(hide_lua target archive)
  target_sources(${target} PRIVATE $<TARGET_OBJECTS:linking_hidden>)
  target_link_libraries(${target} PRIVATE ${archive} m ${CMAKE_DL_LIBS})
  target_link_options(
    ${target} PRIVATE -Wl,--wrap=stdin,--wrap=stdout,--wrap=stderr
    -Wl,--exclude-libs,ALL -Wl,-z,text)
endfunction()

# Does the same in a static library, which gets OBJECTS. A linker sees all symbols of
# the archives that it is given, so that the objects and the Lua become one object, of
# which only the public functions can be seen from outside.
function(hide_lua_in_archive target archive)
  set(objects ${ARGN})
  set(joined ${CMAKE_CURRENT_BINARY_DIR}/${target}.o)
  list(APPEND objects $<TARGET_OBJECTS:linking_hidden>)
  add_custom_command(
    OUTPUT ${joined}
    COMMAND ${CMAKE_C_COMPILER} -r -nostdlib -o ${joined}.whole ${objects} ${archive}
            -Wl,--wrap=stdin,--wrap=stdout,--wrap=stderr
    COMMAND ${CMAKE_OBJCOPY} --localize-hidden --wildcard
            "--keep-global-symbol=lualark_*" ${joined}.whole ${joined}
    COMMAND ${CMAKE_COMMAND} -E rm ${joined}.whole
    DEPENDS ${objects} ${archive}
    COMMENT "Hiding Lua in ${target}"
    COMMAND_EXPAND_LISTS VERBATIM)
  set_source_files_properties(${joined} PROPERTIES EXTERNAL_OBJECT ON GENERATED ON)
  target_sources(${target} PRIVATE ${joined})
  set_target_properties(${target} PROPERTIES LINKER_LANGUAGE C)
  target_link_libraries(${target} INTERFACE m ${CMAKE_DL_LIBS})
endfunction()

# Links the Lua that the whole program shares.
function(share_lua target library)
  target_sources(${target} PRIVATE $<TARGET_OBJECTS:linking_objects.linking>)
  target_link_libraries(${target} PRIVATE ${library} m)
endfunction()
