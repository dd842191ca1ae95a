#include "store/record.hpp"

#include <gtest/gtest.h>

#include "h5/message_of.hpp"

namespace assay::store {
namespace {

TEST(Status, IsReadFromItsWord) {
  for (const Status status :
       {Status::complete, Status::diverged, Status::failed, Status::crashed, Status::timeout, Status::running})
    EXPECT_EQ(status_of(to_string(status)), status);
}

TEST(Status, IsNotReadFromAnotherWord) {
  EXPECT_EQ(message_of([] { status_of("done"); }),
            "unknown status 'done'; expected complete, diverged, failed, crashed, timeout or running");
}

}  // namespace
}  // namespace assay::store
