# SPDX-License-Identifier: MIT
#
# find_package(lark): the target lark::lark.
include(${CMAKE_CURRENT_LIST_DIR}/lark-targets.cmake)
