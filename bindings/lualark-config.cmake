# SPDX-License-Identifier: MIT
#
# find_package(lualark): the target lark::lualark, and those of find_package(lark).
include(CMakeFindDependencyMacro)
find_dependency(lark HINTS ${CMAKE_CURRENT_LIST_DIR}/../lark)
include(${CMAKE_CURRENT_LIST_DIR}/lualark-targets.cmake)
