# SPDX-License-Identifier: MIT
#
# LARK_HAS_LISTEN says whether liblark has long connections for events: where the headers
# of libwslay and of OpenSSL (LARK_HAS_CRYPTO) are, unless LARK_LISTEN is OFF.
set(LARK_HAS_LISTEN OFF)
if(LARK_LISTEN)
  find_path(WSLAY_INCLUDE_DIR wslay/wslay.h)
  find_library(WSLAY_LIBRARY wslay)
  mark_as_advanced(WSLAY_INCLUDE_DIR WSLAY_LIBRARY)
  if(WSLAY_INCLUDE_DIR AND WSLAY_LIBRARY AND LARK_HAS_CRYPTO)
    set(LARK_HAS_LISTEN ON)
    set(WSLAY_LDFLAGS -lwslay)
    add_library(lark_wslay IMPORTED INTERFACE)
    target_include_directories(lark_wslay INTERFACE ${WSLAY_INCLUDE_DIR})
    target_link_libraries(lark_wslay INTERFACE ${WSLAY_LIBRARY})
  elseif(LARK_CRYPTO)
    message(STATUS "No long connections for events: install libwslay-dev and libssl-dev for them.")
  endif()
endif()
