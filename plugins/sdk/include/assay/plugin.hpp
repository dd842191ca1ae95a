#pragma once
/// The handshake: what a plugin library shows to the program.
///
/// A library exports one data symbol, `assay_plugin`, and nothing else. It is plain constant data, so the runner can
/// compare magic, ABI number, size and build tag before it runs any code of the plugin. Authors do not write it by
/// hand: ASSAY_ACTIVATION, ASSAY_LAYER, ASSAY_LOSS and ASSAY_OPTIMIZER do.

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>

#include <assay/parameters.hpp>

#define ASSAY_ABI 2
#define ASSAY_TEXT_(x) #x
#define ASSAY_TEXT(x) ASSAY_TEXT_(x)

#ifdef _GLIBCXX_DEBUG
#define ASSAY_DEBUG_LIBRARY_ "; checked library"
#else
#define ASSAY_DEBUG_LIBRARY_ ""
#endif

#ifdef __clang__
#define ASSAY_COMPILER_ "clang++ " __VERSION__
#else
#define ASSAY_COMPILER_ "g++ " __VERSION__
#endif

/// Everything that must agree before C++ objects may cross the border: compiler, language and library ABI.
#define ASSAY_BUILD \
  ASSAY_COMPILER_   \
  "; c++" ASSAY_TEXT(__cplusplus) "; libstdc++ cxx11abi=" ASSAY_TEXT(_GLIBCXX_USE_CXX11_ABI) ASSAY_DEBUG_LIBRARY_

namespace assay {

template <class T>
class Layer;
template <class T>
class Loss;
template <class T>
class Optimizer;

enum class Kind : std::int32_t { activation, layer, loss, optimizer };

constexpr const char* to_string(Kind kind) {
  constexpr std::array names{"activation", "layer", "loss", "optimizer"};
  return names[static_cast<std::size_t>(kind)];
}

/// Makes an object of one kind in either precision: float trains, double checks gradients and serves
/// `precision: float64`. Null in the entries of the other kinds.
template <template <class> class Of>
struct Factory {
  std::unique_ptr<Of<float>> (*make_float)(const Arguments<float>&) = nullptr;
  std::unique_ptr<Of<double>> (*make_double)(const Arguments<double>&) = nullptr;

  template <class T>
  std::unique_ptr<Of<T>> make(const Arguments<T>& arguments) const {
    if constexpr (std::is_same_v<T, float>)
      return make_float(arguments);
    else
      return make_double(arguments);
  }
};

/// One component of a library.
struct Entry {
  Kind kind = Kind::activation;
  const char* name = "";  ///< lower case with underscores, as the experiment file writes it
  const char* doc = "";   ///< one line; formulas open with f(x) = ...
  const ParameterSpec* parameters = nullptr;
  std::size_t parameter_count = 0;
  Factory<Activation> activation{};
  Factory<Layer> layer{};
  Factory<Loss> loss{};
  Factory<Optimizer> optimizer{};
};

/// The exported symbol's type. The first four fields keep their place in every future version.
struct Plugin {
  char magic[8] = {'A', 'S', 'S', 'A', 'Y', 'P', 'L', 'G'};
  std::uint32_t abi = ASSAY_ABI;
  std::uint32_t size = 0;  ///< sizeof(Plugin)
  const char* build = ASSAY_BUILD;
  const Entry* entries = nullptr;
  std::size_t entry_count = 0;
  std::size_t entry_size = sizeof(Entry);
  std::size_t parameter_size = sizeof(ParameterSpec);
};

template <class... Specs>
constexpr std::array<ParameterSpec, sizeof...(Specs)> parameter_list(Specs... specs) {
  return {specs...};
}

template <std::size_t N>
constexpr Entry describe(Kind kind, const char* name, const char* doc, const std::array<ParameterSpec, N>& parameters) {
  Entry entry;
  entry.kind = kind;
  entry.name = name;
  entry.doc = doc;
  entry.parameters = N == 0 ? nullptr : parameters.data();
  entry.parameter_count = N;
  return entry;
}

template <class Base, class Made, class T>
std::unique_ptr<Base> make_component(const Arguments<T>& arguments) {
  return std::make_unique<Made>(arguments);
}

}  // namespace assay

/// Exports the given Entry objects as this library's `assay_plugin`. One use a library.
#define ASSAY_PLUGIN(...)                                                                                  \
  namespace {                                                                                              \
  constexpr ::assay::Entry assay_entries[] = {__VA_ARGS__};                                                \
  }                                                                                                        \
  extern "C" __attribute__((visibility("default"), used)) constinit const ::assay::Plugin assay_plugin = { \
      .size = sizeof(::assay::Plugin), .entries = assay_entries, .entry_count = std::size(assay_entries)};

/// Declares a one-component library: parameters first, then the entry that refers to them.
#define ASSAY_COMPONENT_(maker, name, doc, ...)                           \
  namespace {                                                             \
  constexpr auto assay_parameters = ::assay::parameter_list(__VA_ARGS__); \
  }                                                                       \
  ASSAY_PLUGIN(maker(name, doc, assay_parameters))
