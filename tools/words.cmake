# SPDX-License-Identifier: MIT

# Turns words/zh.lua of this folder into a C table `NAME`, and compiles it into ROOM.
function(add_words ROOM NAME)
  set(tool ${PROJECT_SOURCE_DIR}/tools/words.lua)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/words_zh.c)
  add_custom_command(
    OUTPUT ${out}
    COMMAND ${LUA} ${tool} language.h ${NAME} ${out} ${CMAKE_CURRENT_SOURCE_DIR}/words/zh.lua
    DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/words/zh.lua ${tool}
    COMMENT "Turning the Chinese of ${ROOM} into a C table"
    VERBATIM)
  target_sources(${ROOM} PRIVATE ${out})
endfunction()
