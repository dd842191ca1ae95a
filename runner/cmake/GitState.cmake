# Writes the source that runner/launch/git_state.hpp declares: cmake -D SOURCE=... -D OUTPUT=... -P GitState.cmake
# The file changes only when commit or changes do.
set(most 16384)  # bytes of the changes that every run file then carries
execute_process(COMMAND git -C ${SOURCE} describe --always --dirty=+ --exclude=* OUTPUT_VARIABLE commit
  OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
execute_process(COMMAND git -C ${SOURCE} diff --no-color --no-ext-diff HEAD OUTPUT_FILE ${OUTPUT}.diff ERROR_QUIET)
file(SIZE ${OUTPUT}.diff size)
set(sum "")
if(size GREATER 0)
  file(SHA256 ${OUTPUT}.diff sum)
endif()
# As numbers, so that nothing in it can mean something to CMake or C++.
file(READ ${OUTPUT}.diff bytes LIMIT ${most} HEX)
string(REGEX REPLACE "(..)" "'\\\\x\\1'," bytes "${bytes}")
file(WRITE ${OUTPUT}.new "#include \"launch/git_state.hpp\"
namespace assay::launch {
namespace { const char diff[] = {${bytes}0}; }
const char* const kGitCommit = \"${commit}\";
const char* const kGitDiff = diff;
const char* const kGitDiffSha256 = \"${sum}\";
}
")
file(COPY_FILE ${OUTPUT}.new ${OUTPUT} ONLY_IF_DIFFERENT)
