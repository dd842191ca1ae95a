# assay_add_plugin(NAME source...): builds one plugin library.
#
# All flags are here, because some of them decide whether the whole program stays right:
# - hidden visibility and the version script: only `assay_plugin` is exported. A function-local static of an exported
#   inline function would otherwise be shared by all plugins of the process (STB_GNU_UNIQUE).
# - no -ffast-math, never: *linking* with it flips flush-to-zero for the whole process when the library is loaded.
# - -fno-math-errno -fno-trapping-math are what lets loops over floats become vector code; -ffp-contract=off keeps the
#   same bits at every position of an array.
function(assay_add_plugin name)
  add_library(${name} MODULE ${ARGN})
  target_link_libraries(${name} PRIVATE assay::sdk)
  target_compile_features(${name} PRIVATE cxx_std_20)
  target_compile_options(${name} PRIVATE -fno-math-errno -fno-trapping-math -ffp-contract=off -fno-gnu-unique)
  if(NOT CMAKE_BUILD_TYPE OR CMAKE_BUILD_TYPE STREQUAL "Release")
    target_compile_options(${name} PRIVATE -O3)
  endif()
  if(ASSAY_ARCH AND NOT ASSAY_ARCH STREQUAL "portable")
    target_compile_options(${name} PRIVATE -march=${ASSAY_ARCH})
  endif()
  set(exports ${_assay_sdk_cmake}/plugin.map)
  target_link_options(${name} PRIVATE "LINKER:--version-script=${exports}" "LINKER:--as-needed")
  set_target_properties(${name} PROPERTIES
    PREFIX "" CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON LINK_DEPENDS ${exports})
  if(ASSAY_PLUGIN_OUTPUT)
    set_target_properties(${name} PROPERTIES LIBRARY_OUTPUT_DIRECTORY ${ASSAY_PLUGIN_OUTPUT})
  endif()
endfunction()
set(_assay_sdk_cmake ${CMAKE_CURRENT_LIST_DIR} CACHE INTERNAL "Folder of the SDK's CMake files")
