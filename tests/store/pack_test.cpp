#include "store/pack.hpp"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/failure.hpp"
#include "store/example_record.hpp"
#include "store/run_file.hpp"

namespace assay::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class Packing : public InFolder {
 protected:
  std::filesystem::path put(const std::string& model, std::uint64_t seed) {
    Record record = example_record();
    record.model = model;
    record.seed = seed;
    const auto path = file(model + '-' + record.id + ".h5");
    write(path, record);
    return path;
  }
  std::string refusal(const std::function<void()>& work) {
    try {
      work();
    } catch (const Failure& failure) {
      EXPECT_EQ(failure.code(), ExitCode::results);
      return failure.what();
    }
    return "nothing was refused";
  }
};

TEST_F(Packing, KeepsEverythingOfEachRunInTheirOrder) {
  const std::vector runs{put("lstm", 3), put("fnn", 1)};
  write_pack(file("one.h5"), runs);
  const Pack pack(file("one.h5"));
  EXPECT_THAT(pack.names(), ElementsAre("lstm-3f2a91c07b5e6d48", "fnn-3f2a91c07b5e6d48"));
  for (std::size_t i = 0; i < runs.size(); ++i) {
    EXPECT_EQ(pack.read(pack.names()[i]), read(runs[i]));
    EXPECT_EQ(pack.read_summary(pack.names()[i]), read_summary(runs[i]));
    EXPECT_EQ(pack.result(pack.names()[i]), read_seal(runs[i])->result);
  }
}

TEST_F(Packing, OfPackedRunsIsTheSamePack) {
  write_pack(file("one.h5"), std::vector{put("lstm", 3), put("fnn", 1)});
  const auto packed = packed_runs(file("one.h5"));
  write_pack(file("two.h5"), packed);
  EXPECT_EQ(Pack(file("two.h5")).read("fnn-3f2a91c07b5e6d48"), RunReader().read(packed[1]));
}

TEST_F(Packing, IsToldFromARunAndItsRunsFromFiles) {
  const auto run = put("fnn", 1);
  write_pack(file("one.h5"), std::vector{run});
  EXPECT_TRUE(is_pack(file("one.h5")));
  EXPECT_FALSE(is_pack(run));
  EXPECT_FALSE(is_pack(file("nothing.h5")));
  EXPECT_TRUE(is_packed(file("one.h5") / "fnn-3f2a91c07b5e6d48"));
  EXPECT_FALSE(is_packed(run));
}

TEST_F(Packing, RefusesTwoRunsOfOneName) {
  const auto run = put("fnn", 1);
  EXPECT_THAT(refusal([&] { write_pack(file("one.h5"), std::vector{run, run}); }), HasSubstr("fnn-3f2a91c07b5e6d48"));
  EXPECT_FALSE(std::filesystem::exists(file("one.h5")));
}

TEST_F(Packing, NamesARunThatIsNotInIt) {
  write_pack(file("one.h5"), std::vector{put("fnn", 1)});
  EXPECT_EQ(
      refusal([&] { Pack(file("one.h5")).read("fnn-3f2a91c07b5e6d49"); }),
      file("one.h5").string() + ": there is no run 'fnn-3f2a91c07b5e6d49' in it; did you mean 'fnn-3f2a91c07b5e6d48'?");
}

TEST_F(Packing, RefusesASingleRunAndADamagedPack) {
  const auto run = put("fnn", 1);
  EXPECT_EQ(refusal([&] { Pack pack(run); }), run.string() + ": holds a single run; expected a pack");
  write_pack(file("one.h5"), std::vector{run});
  std::fstream(file("one.h5"), std::ios::in | std::ios::out | std::ios::binary).seekp(5000) << "?";
  EXPECT_THAT(refusal([&] { Pack pack(file("one.h5")); }), HasSubstr("damaged: its SHA-256 differs"));
}

}  // namespace
}  // namespace assay::store
