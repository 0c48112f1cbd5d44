// SPDX-License-Identifier: MIT

// What it takes to be a program that has libcurl: nothing else is done.
#include <curl/curl.h>

int main(void) {
  return curl_version_info(CURLVERSION_NOW) == NULL;
}
