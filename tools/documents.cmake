# SPDX-License-Identifier: MIT
#
# Documents of a program: its manual page and its completion for shells.
set(documents_dir ${CMAKE_CURRENT_LIST_DIR})

# Makes and installs the page NAME.1 from FOLDER/manual.lua (tools/manual.lua). DEPENDS
# are the files that it is made from. CMAKE_INSTALL_MANDIR may be given.
function(add_manual name folder)
  cmake_parse_arguments(MANUAL "" "" "DEPENDS" ${ARGN})
  set(page ${CMAKE_CURRENT_BINARY_DIR}/${name}.1)
  add_custom_command(
    OUTPUT ${page}
    COMMAND ${LUA} ${documents_dir}/manual.lua ${folder} ${PROJECT_VERSION} ${page}
    DEPENDS ${folder}/manual.lua ${documents_dir}/manual.lua
            ${documents_dir}/command_line.lua ${MANUAL_DEPENDS}
    COMMENT "Writing ${name}(1)"
    VERBATIM)
  add_custom_target(${name}_manual ALL DEPENDS ${page})
  install_folders(${CMAKE_INSTALL_MANDIR}/man1)
  install(FILES ${page} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
endfunction()

# Installs three files that complete the command line of NAME, for bash, zsh and fish.
function(install_completion name bash zsh fish)
  set(zsh_folder ${CMAKE_INSTALL_DATADIR}/${LARK_ZSH_COMPLETION})
  install_folders(${CMAKE_INSTALL_DATADIR}/bash-completion/completions
                  ${zsh_folder} ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
  install(FILES ${bash} RENAME ${name}
          DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
  install(FILES ${zsh} RENAME _${name} DESTINATION ${zsh_folder})
  install(FILES ${fish} RENAME ${name}.fish
          DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
endfunction()
