# SPDX-License-Identifier: MIT
#
# LARK_HAS_REDIS says whether the store on Redis is built: where hiredis and OpenSSL's
# headers are, unless LARK_REDIS is OFF.
set(LARK_HAS_REDIS OFF)
if(LARK_REDIS)
  pkg_check_modules(HIREDIS QUIET IMPORTED_TARGET "hiredis>=0.14")
  pkg_check_modules(CRYPTO QUIET IMPORTED_TARGET "libcrypto>=3")
  if(HIREDIS_FOUND AND CRYPTO_FOUND)
    set(LARK_HAS_REDIS ON)
  else()
    message(STATUS "No Redis store: install libhiredis-dev and libssl-dev for it.")
  endif()
endif()
