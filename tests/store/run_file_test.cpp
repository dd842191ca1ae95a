#include "store/run_file.hpp"

#include <cstring>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/failure.hpp"
#include "base/sha256.hpp"
#include "h5/message_of.hpp"
#include "store/example_record.hpp"
#include "store/layout.hpp"
#include "store/whole_file.hpp"

namespace assay::store {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;

class RunFile : public InFolder {
 protected:
  void put(const std::string& text) const { std::ofstream(file(), std::ios::binary) << text; }
  void put(std::span<const std::byte> bytes) const {  // not write_whole(): it waits for the disk
    put(std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
  }
  std::string refusal() const {
    return message_of([&] { read(file()); });
  }
  void touch(const std::string& name) const {
    fs::create_directories(file(name).parent_path());
    std::ofstream(file(name)).close();
  }
  std::vector<std::string> listed(const fs::path& folder) const {
    std::vector<std::string> found;
    for (const fs::path& path : run_files(folder)) found.push_back(path.lexically_relative(folder_).string());
    return found;
  }
};

/// Also the file that h5py_test.sh and faults_test.sh work with: it is written where they ask for it.
TEST_F(RunFile, IsReadAsWritten) {
  const char* elsewhere = std::getenv("ASSAY_EXAMPLE_FILE");
  const fs::path path = elsewhere ? fs::path(elsewhere) : file();
  write(path, example_record());
  EXPECT_EQ(read(path), example_record());
}

TEST_F(RunFile, IsSummarised) {
  write(file(), example_record());
  const Record summary = read_summary(file());
  EXPECT_EQ(summary.final_values, example_record().final_values);
  EXPECT_TRUE(summary.weights.empty());
}

TEST_F(RunFile, OfEqualRecordsIsEqual) {
  write(file("a.h5"), example_record());
  write(file("b.h5"), example_record());
  EXPECT_EQ(read_whole(file("a.h5")), read_whole(file("b.h5")));
}

TEST_F(RunFile, FailsWithTheCodeOfResults) {
  put("text");
  try {
    read(file());
    FAIL() << "nothing was thrown";
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), ExitCode::results);
  }
}

TEST_F(RunFile, IsNotWrittenFromARecordThatContradictsItself) {
  Record record = example_record();
  record.weights[0].array.shape = {16, 65};
  EXPECT_EQ(message_of([&] { write(file(), record); }),
            file().string() + ": '/weights/0.weight': shape [16,65] does not hold 1024 numbers");
}

// ---- damage

TEST_F(RunFile, NoticesADamagedByte) {
  write(file(), example_record());
  const auto whole = read_whole(file());
  for (std::size_t i = 512; i < whole.size(); i += 97) {
    auto bytes = whole;
    bytes[i] ^= std::byte{0x10};
    put(bytes);
    ASSERT_EQ(refusal(), file().string() + ": damaged: its SHA-256 differs") << "byte " << i;
  }
}

TEST_F(RunFile, NoticesEveryTruncation) {
  write(file(), example_record());
  const auto whole = read_whole(file());
  for (std::size_t size = 512; size < whole.size(); size += 997) {
    put(std::span(whole).first(size));
    ASSERT_EQ(refusal(), file().string() + ": damaged: " + std::to_string(whole.size()) + " bytes expected, " +
                             std::to_string(size) + " found");
  }
}

TEST_F(RunFile, IsNotAnEmptyFile) {
  put("");
  EXPECT_EQ(refusal(), file().string() + ": not written by assay: the file is empty");
}

TEST_F(RunFile, IsNotText) {
  put("epoch,loss\n1,2.3\n");
  EXPECT_EQ(refusal(), file().string() + ": not written by assay");
}

TEST_F(RunFile, IsNotAnHdf5FileOfSomebodyElse) {
  const Encoded unsealed = encode(example_record());
  put(std::span(unsealed.bytes).subspan(512));
  EXPECT_EQ(
      refusal(),
      file().string() + ": not written by assay: it holds a run, but its seal is gone; another program wrote it anew");
}

TEST_F(RunFile, IsNotReadWhereItIsMissing) {
  EXPECT_EQ(refusal(), file().string() + ": cannot be read: No such file or directory");
}

std::vector<std::byte> sealed(std::vector<std::byte> bytes) {
  put_seal(bytes, {"3f2a91c07b5e6d48", "complete", std::string(64, 'd'), {}, 0});
  return bytes;
}

TEST_F(RunFile, WithASealAroundGarbageIsRefused) {
  put(sealed(std::vector<std::byte>(2000)));
  EXPECT_EQ(refusal(), file().string() + ": not a readable HDF5 file: file signature not found");
}

TEST_F(RunFile, WithASealAroundSomethingElseIsRefused) {
  put(sealed(h5::Writer().finish()));
  EXPECT_EQ(refusal(), file().string() + ": no attribute 'run_id' of '/'");
}

// ---- seals

std::vector<std::byte> of_format_two() {
  const std::string lines = "assay-run 2\n";
  const std::string text = lines + "seal " + sha256(lines) + '\n';
  std::vector<std::byte> bytes(1000);
  std::memcpy(bytes.data(), text.data(), text.size());
  return bytes;
}

TEST_F(RunFile, OfANewerFormatIsRefused) {
  put(of_format_two());
  EXPECT_EQ(refusal(), file().string() + ": written by a newer format 2; this program reads up to 1");
}

TEST_F(RunFile, OfANewerFormatIsNotTakenForMissing) {
  put(of_format_two());
  EXPECT_EQ(message_of([&] { read_seal(file()); }),
            file().string() + ": written by a newer format 2; this program reads up to 1");
}

TEST_F(RunFile, SaysInItsSealWhatItHolds) {
  write(file(), example_record());
  const auto seal = read_seal(file());
  ASSERT_TRUE(seal.has_value());
  EXPECT_EQ(seal->run, example_record().id);
  EXPECT_EQ(seal->status, "complete");
  EXPECT_EQ(seal->result, encode(example_record()).result);
  EXPECT_EQ(seal->bytes, fs::file_size(file()));
}

TEST_F(RunFile, HasNoSealWhereItIsMissing) { EXPECT_EQ(read_seal(file()), std::nullopt); }

TEST_F(RunFile, HasNoSealWhereItIsText) {
  put("epoch,loss\n1,2.3\n");
  EXPECT_EQ(read_seal(file()), std::nullopt);
}

TEST_F(RunFile, HasNoSealWhereItIsCutOff) {
  write(file(), example_record());
  fs::resize_file(file(), fs::file_size(file()) - 1);
  EXPECT_EQ(read_seal(file()), std::nullopt);
}

// ---- folders

TEST_F(RunFile, IsListedByName) {
  for (const char* name : {"rnn-2.h5", "fnn-1.h5", "cnn-3.h5"}) touch(name);
  EXPECT_THAT(listed(folder_), ElementsAre("cnn-3.h5", "fnn-1.h5", "rnn-2.h5"));
}

TEST_F(RunFile, IsListedWithoutWhatIsNoRunFile) {
  for (const char* name : {"fnn-1.h5", "index.h5", ".fnn-2.h5", ".fnn-2.h5.host.7.tmp", "README.md", "folder.h5/x"})
    touch(name);
  EXPECT_THAT(listed(folder_), ElementsAre("fnn-1.h5"));
}

TEST_F(RunFile, IsListedFromSubFoldersWhereThereIsNoneAbove) {
  for (const char* name : {"b/fnn-1.h5", "a/fnn-2.h5", "a/deeper/fnn-3.h5", "README.md"}) touch(name);
  EXPECT_THAT(listed(folder_), ElementsAre("a/fnn-2.h5", "b/fnn-1.h5"));
}

TEST_F(RunFile, IsNotListedFromSubFoldersWhereThereIsOneAbove) {
  for (const char* name : {"fnn-1.h5", "a/fnn-2.h5"}) touch(name);
  EXPECT_THAT(listed(folder_), ElementsAre("fnn-1.h5"));
}

TEST_F(RunFile, IsNotListedFromAMissingFolder) {
  EXPECT_EQ(message_of([&] { run_files(folder_ / "no"); }),
            (folder_ / "no").string() + ": no such folder; expected a folder of run files (*.h5)");
}

}  // namespace
}  // namespace assay::store
