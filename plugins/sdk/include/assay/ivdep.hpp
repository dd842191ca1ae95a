#pragma once
/// ASSAY_IVDEP before a loop: its steps do not depend on one another, whatever its pointers look like, so the compiler
/// may use vectors without asking at run time. The author promises that no step reads what another one writes. No order
/// of sums changes by it, so bits stay as they are.

#if defined(__clang__)
#define ASSAY_IVDEP _Pragma("clang loop vectorize(assume_safety)")
#elif defined(__GNUC__)
#define ASSAY_IVDEP _Pragma("GCC ivdep")
#else
#define ASSAY_IVDEP
#endif
