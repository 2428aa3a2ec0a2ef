# The header-only target kring::kring, its installation and its export.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

add_library(kring INTERFACE)
add_library(kring::kring ALIAS kring)
target_compile_features(kring INTERFACE cxx_std_20)
target_include_directories(kring INTERFACE "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>"
                                           "$<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>")
target_link_libraries(kring INTERFACE Eigen3::Eigen Boost::headers Threads::Threads)
# The same bits on every machine: no fusing of multiply and add.
target_compile_options(kring INTERFACE "$<$<CXX_COMPILER_ID:GNU,Clang,AppleClang>:-ffp-contract=off>")

# No compiled code, so everything goes where machines of any kind may share it; in a wheel these folders are the package's.
install(TARGETS kring EXPORT kring-targets)
install(DIRECTORY include/ DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
set(kring_cmake_dir "${CMAKE_INSTALL_DATADIR}/cmake/kring")
install(EXPORT kring-targets NAMESPACE kring:: DESTINATION "${kring_cmake_dir}")
configure_package_config_file(cmake/kringConfig.cmake.in "${PROJECT_BINARY_DIR}/kringConfig.cmake"
                              INSTALL_DESTINATION "${kring_cmake_dir}")
write_basic_package_version_file("${PROJECT_BINARY_DIR}/kringConfigVersion.cmake" COMPATIBILITY SameMinorVersion
                                 ARCH_INDEPENDENT)
install(FILES "${PROJECT_BINARY_DIR}/kringConfig.cmake" "${PROJECT_BINARY_DIR}/kringConfigVersion.cmake"
              cmake/dependencies.cmake DESTINATION "${kring_cmake_dir}")
