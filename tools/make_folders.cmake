# SPDX-License-Identifier: MIT
#
# Makes `folders`, relative to the prefix, as part of an installation. Whatever the
# umask, others may read them: CMake gives permissions to files, but its own folders
# follow the umask, CMAKE_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS or not.
foreach(folder ${folders})
  get_filename_component(path "${folder}" ABSOLUTE BASE_DIR "${CMAKE_INSTALL_PREFIX}")
  set(path "$ENV{DESTDIR}${path}")
  set(missing "")
  while(NOT IS_DIRECTORY "${path}")
    list(PREPEND missing "${path}")
    get_filename_component(path "${path}" DIRECTORY)
  endwhile()
  foreach(path IN LISTS missing)
    file(MAKE_DIRECTORY "${path}")
    file(CHMOD "${path}" PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE
         GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
  endforeach()
endforeach()
