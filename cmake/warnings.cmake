# Warnings of our own tests, examples and bindings. g++ 12 reports -Wrestrict where nothing overlaps, at -O3 in C++20;
# std::stable_sort of its standard library uses what Clang in C++20 calls deprecated.
add_library(kring_warnings INTERFACE)
target_compile_options(kring_warnings INTERFACE -Wall -Wextra -Wconversion -Wshadow
                       "$<$<BOOL:${KRING_WERROR}>:-Werror>" "$<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>"
                       "$<$<CXX_COMPILER_ID:Clang>:-Wno-deprecated-declarations>")
