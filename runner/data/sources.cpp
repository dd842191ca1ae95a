// The list of data sources: name, parameters, and the function that loads each.

#include <array>

#include "data/column_facts.hpp"
#include "data/csv.hpp"
#include "data/dataset.hpp"
#include "data/hdf5.hpp"
#include "data/idx.hpp"
#include "data/sequence_tasks.hpp"
#include "data/synthetic.hpp"
#include "data/text.hpp"
#include "spec/file_names.hpp"
#include "spec/setting.hpp"

namespace assay::data {
namespace {

using spec::later;
using spec::text_map;
using spec::text_or_list;

/// A text that names a file.
template <class Default>
constexpr ParameterSpec file(const char* name, Default value, const char* doc) {
  ParameterSpec spec = text(name, value, doc);
  spec.choices = spec::kFile;
  return spec;
}

/// A map whose values name files.
constexpr ParameterSpec files(const char* name, const char* doc) {
  ParameterSpec spec = text(name, "", doc);
  spec.choices = spec::kFileMap;
  return spec;
}

constexpr std::array kCsv{
    later(file("file", "", "a table, one sample a line; may be gzip")),
    text_or_list("target", "last", "column to predict: its name, its number from 1, last, or none; or a list of them"),
    text("delimiter", ",", "what separates the cells: a character, tab, space (any number of blanks), or auto"),
    choice("targets", "auto", "auto|classes|quantities",
           "auto: names, all of 0, 1, 2, ... below 100, 1 to K, and two whole numbers are classes"),
    later(choice("header", "auto", "auto|true|false", "the first line names the columns")),
    later(text_map("columns", "what columns hold: number, category (one input a name), or ignore; by name or number")),
    later(text_or_list("classes", "", "names of the target's classes, in their order; default: by code points")),
    later(text_map("spellings", "other ways in which the file writes classes, and the classes that they mean")),
    later(files("parts", "files of their own in place of `file`: {train: a.csv, validation: b.csv, test: c.csv}")),
    later(text_or_list("missing", "", "cells that say that a value is missing")),
    later(choice("encoding", "auto", "auto|utf-8|latin-1|utf-16", "of the characters")),
    later(choice("decimal", ".", ".|,", "the decimal sign")),
    later(text("thousands", "", "what stands between groups of three digits")),
    later(text("comment", "", "lines that begin with this are left out")),
};
constexpr std::array kDigits{file("file", "data/digits.csv.gz", "the UCI set as it is shipped")};
constexpr std::array kIris{file("file", "data/iris.csv", "Fisher's set as it is shipped")};
constexpr std::array kSunspots{
    integer("window", 12, "years that the network sees", at_least(1)),
    real("unit", 100, "numbers are divided by this", positive),
    file("file", "data/sunspots.csv", "year,number"),
};
constexpr std::array kIdx{
    file("images", required, "IDX file [rows,H,W] of unsigned bytes; may be gzip"),
    file("labels", required, "IDX file [rows] of unsigned bytes; may be gzip"),
};
constexpr std::array kMnist10k{
    file("images", "data/t10k-images-idx3-ubyte.gz", "the 10,000 images as they are shipped"),
    file("labels", "data/t10k-labels-idx1-ubyte.gz", "their labels"),
};
constexpr std::array kText{
    file("file", required, "any text; may be gzip"),
    integer("window", 64, "characters of one sample", at_least(1)),
    integer("stride", 0, "characters between the beginnings of two samples; 0: as long as the window", at_least(0)),
};
constexpr std::array kHdf5{
    file("file", required, "an HDF5 file"),
    text("inputs", "/x", "data set [rows,...]"),
    text("targets", "/y", "data set [rows,...]; empty: there are none"),
};
constexpr std::array kRing{
    integer("modes", 8, "Gaussians on the ring", at_least(2)),
    real("radius", 2, "of the ring", positive),
    real("deviation", 0.02, "standard deviation of each Gaussian", positive),
    integer("samples", 10'000, "points to draw", at_least(1)),
};
constexpr std::array kAdding{
    integer("length", 50, "steps of a sequence", at_least(2)),
    integer("samples", 10'000, "sequences to draw", at_least(1)),
};
constexpr std::array kRecall{
    integer("pairs", 8, "of a key and its value, in a sequence of 3 pairs steps", at_least(1)),
    integer("keys", 32, "different keys; tokens 0 to below this", at_least(1)),
    integer("values", 16, "different values; the tokens after the keys, and the classes", at_least(2)),
    integer("samples", 10'000, "sequences to draw", at_least(1)),
};
constexpr std::array kParity{
    integer("length", 40, "bits of a sequence", at_least(1)),
    integer("samples", 10'000, "sequences to draw", at_least(1)),
};
constexpr std::array kLogic{choice("function", "xor", "and|or|xor", "of two bits")};
constexpr std::array kNoise{
    integers("shape", required, "of one sample", at_least(1)),
    integer("samples", 1024, "to draw", at_least(1)),
    integer("classes", 0, "targets are class numbers; 0: they are not", at_least(0)),
    integer("outputs", 0, "targets are this many quantities; 0: there are none", at_least(0)),
    integer("tokens", 0, "inputs are this many different tokens, targets the next ones; 0: inputs are numbers",
            at_least(0)),
};
constexpr std::array kTable{
    table("inputs", required, "[[1, 2], ...]: one list a sample"),
    table("targets", required, "[[1], ...]: one list a sample"),
};

struct Source {
  spec::Signature signature;
  RawDataset (*load)(const Request&);
};

const std::array kSources{
    Source{{"data source", "csv", "numbers in a text file", kCsv}, load_csv},
    Source{{"data source", "digits", "1,797 handwritten digits, 8x8: inputs [64], 10 classes", kDigits}, load_classes},
    Source{{"data source", "iris", "150 flowers: inputs [4], 3 classes", kIris}, load_classes},
    Source{
        {"data source", "sunspots", "yearly sunspot number: inputs [window,1], target the next year's [1]", kSunspots},
        load_sunspots},
    Source{{"data source", "idx", "images and labels in MNIST's format: inputs [1,H,W]", kIdx}, load_idx},
    Source{{"data source", "mnist10k", "10,000 handwritten digits: inputs [1,28,28], 10 classes", kMnist10k}, load_idx},
    Source{{"data source", "text", "characters: inputs [window] tokens, targets the next ones", kText}, load_text},
    Source{{"data source", "hdf5", "arrays of an HDF5 file", kHdf5}, load_hdf5},
    Source{{"data source", "ring", "Gaussians on a ring: inputs [2], no targets", kRing}, load_ring},
    Source{{"data source", "adding", "the adding problem: inputs [length,2], target [1]", kAdding}, load_adding},
    Source{{"data source", "recall", "keys with values, then keys to look up: inputs [3 pairs] tokens, classes at each",
            kRecall},
           load_recall},
    Source{{"data source", "parity", "bits: inputs [length] tokens, targets whether the ones so far are odd", kParity},
           load_parity},
    Source{{"data source", "logic", "a function of two bits: inputs [2], target [1]", kLogic}, load_logic},
    Source{{"data source", "noise", "random numbers of any shape, to measure speed with", kNoise}, load_noise},
    Source{{"data source", "table", "numbers from the experiment file", kTable}, load_table},
};

/// Only a table has columns beside inputs and targets.
void name_columns(Request& request, const spec::Split& split) {
  if (!split.has_column()) return;
  const bool by = !split.by.empty();
  if (request.source.name != "csv")
    throw Failure(ExitCode::experiment, to_string(by ? split.by_place : split.group_place) + ": 'split." +
                                            (by ? "by" : "group") + "' names the column '" +
                                            (by ? split.by : split.group) + "', but source '" + request.source.name +
                                            "' has no columns; read a table with source: csv" +
                                            (by ? ", or say shares" : ", or say group: duplicates"));
  request.part_column = split.by;
  if (split.group != spec::Split::kDuplicates) request.group_column = split.group;
}

RawDataset load_by(const spec::DataSpec& spec, Request request) {
  if (!request.reading.like) name_columns(request, spec.split);
  for (const auto& source : kSources)
    if (source.signature.name == spec.source.name) return source.load(request);
  throw Error("unknown data source '" + spec.source.name + "'");
}

}  // namespace

std::vector<spec::Signature> sources() {
  std::vector<spec::Signature> signatures;
  for (const auto& source : kSources) signatures.push_back(source.signature);
  return signatures;
}

RawDataset load(const spec::DataSpec& spec, const std::filesystem::path& folder, const Random& random,
                const Reading& reading) {
  return load_by(spec, {spec.source, folder, random, reading, !spec.prepare.empty(), {}, {}});
}

RawDataset load_columns(const spec::DataSpec& spec, const std::filesystem::path& folder, const Random& random) {
  const Reading reading;
  return load_by(spec, {spec.source, folder, random, reading, true, {}, {}});
}

}  // namespace assay::data
