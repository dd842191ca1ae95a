# find_package(assay) for authors of plugins: gives assay::sdk and assay_add_plugin().
include(CMakeFindDependencyMacro)
include(${CMAKE_CURRENT_LIST_DIR}/assay-targets.cmake)
include(${CMAKE_CURRENT_LIST_DIR}/AssayPlugin.cmake)
if(NOT DEFINED ASSAY_ARCH)
  set(ASSAY_ARCH native)
endif()
