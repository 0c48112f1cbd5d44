#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Guess: jq reads "2021-07-01T00:00:00Z" as the same second wherever it runs: the Z says UTC.
# Seen (1.6): with TZ a zone that has summer time, fromdate and mktime are an hour late for
# dates in summer. todate writes the right text for the right second, so that a date does not
# survive both. In winter, and in zones without summer time, all is well.
# Needs jq and tzdata.
set -eu
version=$(jq --version)
turn() { # ZONE DATE
  TZ=$1 jq -nr --arg date "$2T00:00:00Z" '$date | fromdate | todate'
}
shanghai=$(turn Asia/Shanghai 2021-07-01)
winter=$(turn America/New_York 2021-01-01)
summer="$(turn America/New_York 2021-07-01) $(turn Europe/Berlin 2021-07-01)"
right=$(TZ=America/New_York jq -n '1625097600 | todate')
echo "$version: fromdate | todate in Shanghai, in winter in New York, in summer in New York, Berlin"
echo "expected: 2021-07-01T00:00:00Z 2021-01-01T00:00:00Z 2021-07-01T00:00:00Z" \
  2021-07-01T00:00:00Z
echo "seen:     $shanghai $winter $summer"
case $version in jq-1.6) ;; *) echo "another version than 1.6"; exit 1 ;; esac
[ "$shanghai $winter $right" = \
  '2021-07-01T00:00:00Z 2021-01-01T00:00:00Z "2021-07-01T00:00:00Z"' ]
[ "$summer" = "2021-07-01T01:00:00Z 2021-07-01T01:00:00Z" ]
