// Built for an ABI number of the future.
#include <assay/plugin.hpp>

extern "C" __attribute__((visibility("default"))) constinit const assay::Plugin assay_plugin = {
    .abi = 999, .size = sizeof(assay::Plugin)};
