# Warnings of our own tests, examples and bindings. g++ 12 reports -Wrestrict where nothing overlaps, at -O3 in C++20.
add_library(kring_warnings INTERFACE)
target_compile_options(kring_warnings INTERFACE -Wall -Wextra -Wconversion -Wshadow
                       "$<$<BOOL:${KRING_WERROR}>:-Werror>" "$<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>")
