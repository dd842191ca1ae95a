// A library that is no plugin: it lacks `assay_plugin`.
extern "C" __attribute__((visibility("default"))) int something_else() { return 1; }
