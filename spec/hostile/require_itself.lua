-- ends: limit longer than
require "endless"
