# What every target of the build shares: warnings, sanitizers, machine, and the folders of the results.
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)  # the build tree is laid out like an installed one
find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

add_library(assay_warnings INTERFACE)
target_compile_options(assay_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wdouble-promotion
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>  # g++ 12 sees overlaps in "a" + string that are none (its bug 105651)
  $<$<CXX_COMPILER_ID:Clang>:-Wno-pass-failed>  # a loop that it may but cannot vectorise is no mistake
  -Wnon-virtual-dtor -Woverloaded-virtual $<$<BOOL:${ASSAY_WERROR}>:-Werror>)

set(ASSAY_SANITIZE "" CACHE STRING "Sanitizers, e.g. address,undefined")
if(ASSAY_SANITIZE)
  add_compile_options(-fsanitize=${ASSAY_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
  add_link_options(-fsanitize=${ASSAY_SANITIZE})
endif()

# -O3 is for where training spends its time; elsewhere it would only double what the compiler takes.
set(ASSAY_HOT_ROOMS data model train search)

# assay_room(NAME [libraries...]): the sources of runner/NAME as one static library.
function(assay_room name)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cpp)
  if(NOT sources)
    file(TOUCH ${CMAKE_BINARY_DIR}/empty.cpp)
    set(sources ${CMAKE_BINARY_DIR}/empty.cpp)
  endif()
  add_library(assay_${name} STATIC ${sources})
  add_library(assay::${name} ALIAS assay_${name})
  target_include_directories(assay_${name} PUBLIC ${CMAKE_SOURCE_DIR}/runner)
  target_link_libraries(assay_${name} PUBLIC assay::sdk ${ARGN} PRIVATE assay_warnings)
  target_compile_options(assay_${name} PRIVATE -fno-math-errno -fno-trapping-math -ffp-contract=off)
  if(NOT name IN_LIST ASSAY_HOT_ROOMS)
    target_compile_options(assay_${name} PRIVATE $<$<CONFIG:Release>:-O2>)
  endif()
  if(NOT ASSAY_ARCH STREQUAL "portable")
    target_compile_options(assay_${name} PRIVATE -march=${ASSAY_ARCH})
  endif()
endfunction()
