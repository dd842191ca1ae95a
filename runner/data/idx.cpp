#include "data/idx.hpp"

#include <algorithm>
#include <span>

#include "data/foreign.hpp"

namespace assay::data {
namespace {

struct IdxArray {
  Shape shape;
  std::span<const unsigned char> bytes;
};

IdxArray parse_idx(const Contents& contents, int rank) {
  const auto bytes = std::span(reinterpret_cast<const unsigned char*>(contents.bytes.data()), contents.bytes.size());
  const auto header = static_cast<std::size_t>(4 + 4 * rank);
  if (bytes.size() < header || bytes[0] != 0 || bytes[1] != 0)
    refuse(contents.name, 0, 0, "it is not an IDX file: it does not begin with two zero bytes and a header");
  if (bytes[2] != 8)
    refuse(contents.name, 0, 0, "byte 2, the type, is " + std::to_string(bytes[2]) + "; expected 8, unsigned bytes");
  if (bytes[3] != rank)
    refuse(contents.name, 0, 0,
           "byte 3, the number of axes, is " + std::to_string(bytes[3]) + "; expected " + std::to_string(rank));
  IdxArray array;
  std::uint64_t size = 1;
  for (int axis = 0; axis < rank; ++axis) {
    const auto* extent = bytes.data() + 4 + 4 * axis;
    const std::uint64_t value = std::uint64_t{extent[0]} << 24 | std::uint64_t{extent[1]} << 16 |
                                std::uint64_t{extent[2]} << 8 | std::uint64_t{extent[3]};
    if (value == 0 || value > (std::uint64_t{1} << 32) / size)
      refuse(contents.name, 0, 0, "its sizes, at byte 4, are 0 or too large");
    size *= value;
    array.shape.append(static_cast<std::int64_t>(value));
  }
  array.bytes = bytes.subspan(header);
  if (array.bytes.size() != size)
    refuse(contents.name, 0, 0,
           "it has " + std::to_string(array.bytes.size()) + " bytes of data from byte " + std::to_string(header) +
               " on; expected " + std::to_string(size));
  return array;
}

}  // namespace

RawDataset load_idx(const Request& request) {
  const Contents image_file = read_file(request, "images"), label_file = read_file(request, "labels");
  refuse_foreign(image_file);
  refuse_foreign(label_file);
  const IdxArray images = parse_idx(image_file, 3), labels = parse_idx(label_file, 1);
  if (images.shape[0] != labels.shape[0])
    refuse(label_file.name, 0, 0,
           "it has " + std::to_string(labels.shape[0]) + " labels but " + image_file.name + " has " +
               std::to_string(images.shape[0]) + " images");
  RawDataset data;
  data.rows = images.shape[0];
  data.input = Shape({1, images.shape[1], images.shape[2]});
  data.inputs = Shared(std::vector(images.bytes.begin(), images.bytes.end()));
  data.input_unit = 255;
  data.targets = Shared(std::vector(labels.bytes.begin(), labels.bytes.end()));
  data.classes = static_cast<std::int64_t>(*std::max_element(labels.bytes.begin(), labels.bytes.end())) + 1;
  note_absent_classes(data, label_file.name);
  data.files = {image_file.file, label_file.file};
  return data;
}

}  // namespace assay::data
