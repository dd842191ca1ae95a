# Embeds the files of web/ and the plotting library into the room `page`.
set(page_modules ${CMAKE_CURRENT_SOURCE_DIR}/page/node_modules)
set(page_libraries ${page_modules}/d3/dist/d3.min.js ${page_modules}/@observablehq/plot/dist/plot.umd.min.js)
foreach(library ${page_libraries})
  if(NOT EXISTS ${library})
    message(FATAL_ERROR "the report's plotting library is not there (${library}); 'scripts/setup' fetches it")
  endif()
endforeach()
file(GLOB_RECURSE page_files CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/page/web/*)
set(page_assets ${CMAKE_CURRENT_BINARY_DIR}/page_assets.cpp)
add_custom_command(OUTPUT ${page_assets}
  COMMAND ${CMAKE_COMMAND} -DWEB=${CMAKE_CURRENT_SOURCE_DIR}/page/web -DMODULES=${page_modules} -DOUTPUT=${page_assets}
    -P ${CMAKE_CURRENT_SOURCE_DIR}/page/embed.cmake
  DEPENDS ${page_files} ${page_libraries} ${CMAKE_CURRENT_SOURCE_DIR}/page/embed.cmake
  COMMENT "Embedding the report's page")
target_sources(assay_page PRIVATE ${page_assets})
