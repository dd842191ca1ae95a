#include "store/result_writer.hpp"

#include <map>

#include "base/utf8.hpp"

namespace assay::store {
namespace {

/// An attribute as it can be read back, which is what its digest must be of.
struct Stored {
  h5::Attribute operator()(const std::string& text) const { return well_formed(text); }
  h5::Attribute operator()(std::vector<std::string> texts) const {
    for (std::string& text : texts) text = well_formed(text);
    return texts;
  }
  h5::Attribute operator()(const auto& number) const { return number; }
};

}  // namespace

void ResultWriter::write(const std::string& path, const Array& array) {
  writer_.write(path, array);
  digest_.add(path, array);
}

void ResultWriter::write(const std::string& path, const std::string& text) {
  writer_.write(path, text);
  digest_.add(path, well_formed(text));
}

void ResultWriter::attribute(const std::string& path, const std::string& name, const h5::Attribute& value) {
  attribute(path, name, value, value);
}

void ResultWriter::attribute(const std::string& path, const std::string& name, const h5::Attribute& value,
                             const h5::Attribute& counted) {
  writer_.attribute(path, name, value);
  digest_.add(path, name, std::visit(Stored(), counted));
}

void ResultWriter::arrays(const std::string& group, const std::vector<NamedArray>& arrays) {
  if (arrays.empty()) return;
  std::map<std::string, std::size_t> members;  // of the group, or of groups in it where names have a '/'
  std::vector<std::string> order;
  for (const NamedArray& each : arrays) {
    order.push_back(each.name);
    const std::string path = group + '/' + each.name;
    ++members[path.substr(0, path.rfind('/'))];
  }
  for (const auto& [path, count] : members) writer_.group(path, count);
  for (const NamedArray& each : arrays) write(group + '/' + each.name, each.array);
  attribute(group, "order", order);
}

}  // namespace assay::store
