# SPDX-License-Identifier: MIT
#
# LARK_HAS_REDIS says whether the store on Redis is built: where the headers of
# hiredis and of OpenSSL (LARK_HAS_CRYPTO) are, unless LARK_REDIS is OFF.
# LARK_HAS_REDIS_TLS: whether it speaks TLS, as hiredis 1.0 and later do.
set(LARK_HAS_REDIS OFF)
set(LARK_HAS_REDIS_TLS OFF)
if(LARK_REDIS)
  pkg_check_modules(HIREDIS QUIET IMPORTED_TARGET "hiredis>=0.14")
  if(HIREDIS_FOUND AND LARK_HAS_CRYPTO)
    set(LARK_HAS_REDIS ON)
    pkg_check_modules(HIREDIS_SSL QUIET IMPORTED_TARGET "hiredis_ssl>=1.0" "libssl>=3")
    set(LARK_HAS_REDIS_TLS ${HIREDIS_SSL_FOUND})
  elseif(LARK_CRYPTO)
    message(STATUS "No Redis store: install libhiredis-dev and libssl-dev for it.")
  endif()
endif()
