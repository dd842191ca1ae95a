# assay_add_plugin(NAME source...): builds one plugin library.
#
# All flags are here, because some of them decide whether the whole program stays right:
# - hidden visibility and the version script: only `assay_plugin` is exported. A function-local static of an exported
#   inline function would otherwise be shared by all plugins of the process (STB_GNU_UNIQUE).
# - no -ffast-math, never: *linking* with it flips flush-to-zero for the whole process when the library is loaded.
# - -fno-math-errno -fno-trapping-math are what lets loops over floats become vector code; -ffp-contract=off keeps the
#   same bits at every position of an array.
# - the seal, the library's last line: the program refuses a library whose bytes were damaged since.
set(_assay_sdk_cmake ${CMAKE_CURRENT_LIST_DIR} CACHE INTERNAL "Folder of the SDK's CMake files")

# assay_plugin_flags(COMPILE LINK [MAP]): both lists of flags, for assay_add_plugin and, written to a file, for
# `assay plugins build`. MAP is the version script.
function(assay_plugin_flags compile link map)
  set(flags -fno-math-errno -fno-trapping-math -ffp-contract=off)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    list(APPEND flags -fno-gnu-unique)
  endif()
  if(NOT CMAKE_BUILD_TYPE OR CMAKE_BUILD_TYPE STREQUAL "Release")
    list(APPEND flags -O3)
  endif()
  if(ASSAY_ARCH AND NOT ASSAY_ARCH STREQUAL "portable")
    list(APPEND flags -march=${ASSAY_ARCH})
    if(CMAKE_SYSTEM_PROCESSOR STREQUAL "x86_64")
      list(APPEND flags -mprefer-vector-width=512)  # GCC would use halves of AVX-512's vectors
    endif()
  endif()
  set(${compile} ${flags} PARENT_SCOPE)  # and hidden visibility, for which CMake has properties
  set(${link} -Wl,--version-script=${map} -Wl,--as-needed PARENT_SCOPE)
endfunction()

function(assay_add_plugin name)
  set(exports ${_assay_sdk_cmake}/plugin.map)
  assay_plugin_flags(compile link ${exports})
  add_library(${name} MODULE ${ARGN})
  target_link_libraries(${name} PRIVATE assay::sdk)
  target_compile_features(${name} PRIVATE cxx_std_20)
  target_compile_options(${name} PRIVATE ${compile})
  target_link_options(${name} PRIVATE ${link})
  set_target_properties(${name} PROPERTIES
    PREFIX "" CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON LINK_DEPENDS ${exports}
    BUILD_WITH_INSTALL_RPATH ON INSTALL_RPATH_USE_LINK_PATH ON)  # another one at installation would break the seal
  add_custom_command(TARGET ${name} POST_BUILD VERBATIM
    COMMAND ${CMAKE_COMMAND} -P ${_assay_sdk_cmake}/SealPlugin.cmake $<TARGET_FILE:${name}>)
  if(ASSAY_PLUGIN_OUTPUT)
    set_target_properties(${name} PROPERTIES LIBRARY_OUTPUT_DIRECTORY ${ASSAY_PLUGIN_OUTPUT})
  endif()
endfunction()
