# Writes assets.cpp: the files of web/ and of the plotting library as string literals. Run at build time.
#   cmake -DWEB=... -DMODULES=... -DOUTPUT=... -P embed.cmake
set(text "// Made by embed.cmake.\n#include \"page/assets.hpp\"\n\nnamespace assay::page::assets {\n")

# add(NAME FILE...): the files' contents, one after the other, as the constant NAME.
macro(add name)
  string(APPEND text "const std::string_view ${name} =\n")
  foreach(file ${ARGN})
    file(READ "${file}" contents)
    if(contents MATCHES "</script|\r")
      message(FATAL_ERROR "${file} holds '</script' or a carriage return, which cannot stand in the page")
    endif()
    string(APPEND text "R\"assay_asset(${contents})assay_asset\"\n")
  endforeach()
  string(APPEND text ";\n")
endmacro()

file(GLOB base "${WEB}/base/*.js")
file(GLOB sections "${WEB}/sections/*.js")
add(kD3 "${MODULES}/d3/dist/d3.min.js")
add(kPlot "${MODULES}/@observablehq/plot/dist/plot.umd.min.js")
add(kStyle "${WEB}/page.css")
add(kScript ${base} ${sections} "${WEB}/main.js")
# The frame alone may hold "</script".
file(READ "${WEB}/page.html" contents)
string(APPEND text "const std::string_view kPage =\nR\"assay_asset(${contents})assay_asset\";\n")
string(APPEND text "\n}  // namespace assay::page::assets\n")
file(WRITE "${OUTPUT}" "${text}")
