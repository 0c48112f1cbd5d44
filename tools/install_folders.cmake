# SPDX-License-Identifier: MIT
set(make_folders ${CMAKE_CURRENT_LIST_DIR}/make_folders.cmake)

# Makes folders when the project is installed, before the files that are installed in
# them by what comes after this call.
function(install_folders)
  install(CODE "set(folders \"${ARGN}\")")
  install(SCRIPT ${make_folders})
endfunction()
