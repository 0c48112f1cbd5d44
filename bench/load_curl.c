// SPDX-License-Identifier: MIT

// A program that loads libcurl and does nothing, to measure start-up.
#include <curl/curl.h>

int main(void) {
  return curl_version_info(CURLVERSION_NOW) == NULL;
}
