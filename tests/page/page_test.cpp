#include "page/page.hpp"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "everything.hpp"

namespace assay::page {
namespace {

using testing::HasSubstr;
using testing::Not;

/// Where browser_test.sh finds it.
void keep(const std::string& name, const std::string& page) {
  std::ofstream(std::string(ASSAY_BUILD_DIR) + "/tests/" + name, std::ios::binary) << page;
}

std::size_t count_of(const std::string& page, const std::string& what) {
  std::size_t count = 0;
  for (std::size_t at = page.find(what); at != std::string::npos; at = page.find(what, at + 1)) ++count;
  return count;
}

TEST(Page, HoldsNoScriptThatARunBroughtAlong) {
  const std::string page = make_page(everything());
  keep("page_everything.html", page);
  EXPECT_EQ(count_of(page, "</script"), 4u);  // the data, two libraries, the page's own
  EXPECT_THAT(page, Not(HasSubstr("<img")));
  EXPECT_THAT(page, HasSubstr("\\u003c/script>\\u003cscript>window.taken"));
}

TEST(Page, NamesNothingOutsideOfItself) {
  const std::string page = make_page(everything());
  EXPECT_THAT(page, HasSubstr("default-src 'none'"));
  for (const char* outside : {"<link", " src=\"", "@import", "url("}) {
    const auto head = page.substr(0, page.find("<script type="));
    EXPECT_THAT(head, Not(HasSubstr(outside)));
  }
}

TEST(Page, IsTheSameForTheSameRuns) { EXPECT_EQ(make_page(everything()), make_page(everything())); }

TEST(Page, OfAThousandRunsStaysBelowFiveMegabytes) {
  const std::string page = make_page(a_thousand());
  keep("page_thousand.html", page);
  EXPECT_LT(page.size(), 5'000'000u);
}

TEST(Page, OfNoFinishedRunIsAPageStill) {
  Contents contents = everything();
  for (auto& run : contents.runs) run.status = store::Status::crashed;
  const std::string page = make_page(contents);
  keep("page_failed.html", page);
  EXPECT_THAT(page, HasSubstr("crashed"));
  EXPECT_THAT(page, HasSubstr("no ranks: ranks need at least 2 tasks"));
}

}  // namespace
}  // namespace assay::page
