// `assay_plugin` is something else.
extern "C" __attribute__((visibility("default"))) const char assay_plugin[256] = "hello";
