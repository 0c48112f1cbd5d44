# SPDX-License-Identifier: MIT
#
# Rooms: folders of C files that share one subject.
#
#     add_house(lark_objects)
#     add_room(lark_objects src/base)
#     add_room(lark_objects src/wire USES base json)
#     add_room(engine_objects engine/script USES binding_objects.task)
#
# A house collects the objects of its rooms, for the libraries and programs that
# link it. A room finds its own headers and those of the rooms that it USES, and of
# the rooms that these use; any other include fails to compile. A room of another
# house is written HOUSE.ROOM. New files are found by their place.
#
# `tools/rooms.lua` reads the same lines and checks what a compiler cannot see: calls
# without an include, and files of one room that depend on each other in a circle.

# Makes an empty house. Its caller gives HOUSE_needs the include folders and
# libraries that every room of the house gets.
function(add_house house)
  add_library(${house} INTERFACE)
  add_library(${house}_needs INTERFACE)
  target_link_libraries(${house} INTERFACE ${house}_needs)
endfunction()

# Adds the room at FOLDER, relative to the current CMakeLists.txt.
function(add_room house folder)
  cmake_parse_arguments(ROOM "" "" "USES" ${ARGN})
  get_filename_component(name ${folder} NAME)
  set(room ${house}.${name})
  file(GLOB sources CONFIGURE_DEPENDS ${folder}/*.c ${folder}/*.cc)
  add_library(${room} OBJECT ${sources})
  target_include_directories(${room}
                             PUBLIC ${CMAKE_CURRENT_SOURCE_DIR}/${folder})
  target_link_libraries(${room} PUBLIC ${house}_needs)
  set_property(TARGET ${house} APPEND PROPERTY ROOMS ${room})
  foreach(used ${ROOM_USES})
    if(NOT used MATCHES "\\.")
      set(used ${house}.${used})
    endif()
    target_link_libraries(${room} PUBLIC ${used})
  endforeach()
  target_sources(${house} INTERFACE $<TARGET_OBJECTS:${room}>)
  target_include_directories(
    ${house} INTERFACE ${CMAKE_CURRENT_SOURCE_DIR}/${folder})
endfunction()
