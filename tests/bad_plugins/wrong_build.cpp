// Built by another compiler.
#include <assay/plugin.hpp>

extern "C" __attribute__((visibility("default"))) constinit const assay::Plugin assay_plugin = {
    .size = sizeof(assay::Plugin), .build = "g++ 4.8.0; c++11"};
