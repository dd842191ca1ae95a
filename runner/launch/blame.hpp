#pragma once
/// In a worker: when it crashes, hangs or runs out of memory, finds the plugin whose code it was in, by walking up the
/// stack. Costs nothing until then.

#include <span>
#include <string>

#include "store/record.hpp"

namespace assay::launch {

/// Loads what walking up a stack needs, so that workers forked afterwards have it.
void prepare_blame();

/// From now on a fatal signal, and SIGALRM, send "b<plugin>" and NUL to `descriptor` before the process ends by it. One
/// stack overflow is survived long enough, too.
void watch_for_blame(std::span<const store::PluginRecord> plugins, int descriptor);

/// The plugin in whose call memory ran out last; empty where none was.
std::string out_of_memory_in();

}  // namespace assay::launch
