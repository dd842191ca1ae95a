// Built with a description of another size.
#include <assay/plugin.hpp>

extern "C" __attribute__((visibility("default"))) constinit const assay::Plugin assay_plugin = {.size = 8};
