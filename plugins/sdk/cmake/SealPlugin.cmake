# cmake -P SealPlugin.cmake LIBRARY: appends the line that shows later damage (see docs/write-a-plugin.md).
file(SHA256 ${CMAKE_ARGV3} hash)
file(APPEND ${CMAKE_ARGV3} "\nassay-seal sha256 ${hash}\n")
