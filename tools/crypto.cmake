# SPDX-License-Identifier: MIT
#
# LARK_HAS_CRYPTO says whether liblark links OpenSSL's libcrypto: where its headers are,
# unless LARK_CRYPTO is OFF. Without it events cannot be decrypted.
set(LARK_HAS_CRYPTO OFF)
if(LARK_CRYPTO)
  pkg_check_modules(CRYPTO QUIET IMPORTED_TARGET "libcrypto>=3")
  set(LARK_HAS_CRYPTO ${CRYPTO_FOUND})
  if(NOT LARK_HAS_CRYPTO)
    message(STATUS "No decryption of events: install libssl-dev for it.")
  endif()
endif()
